/** The official code for a text that is neither XML nor JSON. {@link https://developer.work.weixin.qq.com/document/path/90307} */
export const PARSE_ERROR = -40002;

/** The error for a request that is not what WeCom sends: under a name that tells, for the application to answer with 400. */
export function badMessage(err: unknown, code?: number): Error {
  const error = err instanceof Error ? err : new Error(String(err));
  Object.assign(error, { name: `BadMessage${error.name}`, status: 400, statusCode: 400 });
  return code === undefined ? error : Object.assign(error, { code });
}

export function nestedTooDeeply(): Error {
  return badMessage(new Error('The message is nested too deeply'), PARSE_ERROR);
}
