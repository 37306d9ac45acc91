export type { Endpoint } from './declare';
export {
  download,
  get,
  getMany,
  getRaw,
  getRawWithOptions,
  post,
  postWithQuery,
  stream,
  upload,
  uploadAs,
} from './kinds';
export { chapter, method, preset } from './methods';
