export type { Endpoint } from './declare';
export {
  download,
  get,
  getMany,
  getRaw,
  getRawWithOptions,
  post,
  postDownload,
  postStream,
  postWithQuery,
  stream,
  upload,
  uploadAs,
} from './kinds';
export { chapter, method, preset } from './methods';
