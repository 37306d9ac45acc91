declare module 'tunnel' {
  import type { Agent } from 'node:https';

  /** An agent that reaches https servers through an http proxy. */
  export function httpsOverHttp(options: { ca?: string[]; proxy: { host: string; port: number } }): Agent;
}
