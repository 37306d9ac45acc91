// The engine, for the packages of this workspace at the same release. It promises nothing to others.

export { type GetTicket, latestTicket, type SaveTicket, Ticket, type TicketStore, ticket } from '../auth/ticket';
export type { AccessTokenConstructor, Tokens } from '../auth/token';
export { addCalls, type Raw } from '../catalogue/calls';
export type { Source } from '../catalogue/source';
export { leftOut } from '../compat/left_out';
export { refuseNull } from '../compat/refuse_null';
export type { RequestEvent } from '../http/diagnostics';
export { answerDownload, type Download } from '../http/download';
export type { FileData, Upload } from '../http/upload';
export type { PolicyOptions } from '../policy';
export type { Store } from '../stores/store';
export { make, postJSON, wrapper } from '../util';
export type { Base as AnyBase, Statics } from './api';
export { ask } from './ask';
export { split } from './callback';
export { define } from './client';
export * from './endpoint';
export {
  type Declare,
  type Declared,
  type Fixed,
  kind,
  type Params,
  type Sending,
  type WithOption,
  type WithOptions,
} from './endpoint/declare';
export { Path, queryOf } from './endpoint/path';
export { transportError, WeChatAPIError } from './errors';
export type { Family } from './family';
export { read } from './property';
export { isStubbed, requestOf } from './request';
export type {
  AccessToken,
  Ack,
  Callback,
  CallError,
  Client as AnyClient,
  GetToken,
  Id,
  Method,
  RawCallback,
  RequestOptions,
  Response,
  SaveToken,
} from './types';
