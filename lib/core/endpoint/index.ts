export type { Endpoint } from './declare';
export { download, get, getMany, getRaw, getRawWithOptions, post, stream, upload } from './kinds';
export { chapter, method, preset } from './methods';
