import { createRequire } from 'node:module';
import type { Sandbox } from '../../src/index';

/** What both libraries have: methods with a callback last. */
interface Api {
  prefix: string;
}
type Constructor = new (corpid: string, corpsecret: string, agentid: number) => Api;

export interface Library {
  name: string;
  methods: string[];
  /** A caller with that secret. */
  as(sandbox: Sandbox, secret: string, agentid: number): Call;
  /** The methods that were called. */
  called: Set<string>;
}

/** Calls a method with a callback, as code of 2016 does; a failure rejects. */
export type Call = (method: string, ...args: unknown[]) => Promise<Record<string, unknown>>;

/** The library as it is (`../../../index`), or the original package (`original`). */
export function library(name: string): Library {
  const API: Constructor = createRequire(__filename)(name);
  const called = new Set<string>();
  const as = (sandbox: Sandbox, secret: string, agentid: number): Call => {
    const api = new API(sandbox.corpid, secret, agentid);
    api.prefix = `${sandbox.url}/cgi-bin/`;
    return (method, ...args) => {
      called.add(method);
      return answered((callback) => Reflect.apply(Reflect.get(api, method), api, [...args, callback]));
    };
  };
  const methods = Object.keys(API.prototype).filter((key) => !key.startsWith('_'));
  return { name, methods, as, called };
}

function answered(start: (callback: (err: unknown, result: unknown) => void) => void) {
  return new Promise<Record<string, unknown>>((resolve, reject) => {
    start((err, result) => (err ? reject(err) : resolve(parsed(result))));
  });
}

/** 0.3.0 hands some JSON on as it came. */
function parsed(result: unknown): Record<string, unknown> {
  if (Buffer.isBuffer(result)) return result[0] === 0x7b ? JSON.parse(result.toString()) : { bytes: result };
  return typeof result === 'object' && result !== null ? Object.assign(Object.create(null), result) : { result };
}
