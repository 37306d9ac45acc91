declare module 'httpx' {
  import type { IncomingMessage } from 'node:http';
  import type { Agent } from 'node:https';
  export function request(url: string, options: { agent: Agent }): Promise<IncomingMessage>;
  export function read(response: IncomingMessage, encoding: 'utf8'): Promise<string>;
}
