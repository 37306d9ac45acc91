export type { Endpoint } from './declare';
export { download, get, getMany, getRaw, getRawWithOptions, post, stream, upload, uploadAs } from './kinds';
export { chapter, method, preset } from './methods';
