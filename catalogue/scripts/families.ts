import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** An API that has a catalogue: where its files are, and what differs from one to the other. */
export interface Family {
  /** The folder of `endpoints/`, `glossary/` and `credentials.yaml`. */
  home: string;
  /** The folder that the declarations and the table are printed into. */
  target: string;
  /** The type of the tree of names. */
  tree: string;
  /** How most paths begin; names leave it out. */
  root: string;
  /** What every answer that has fields of its own also has. */
  ack: string;
  /** Where the declarations import the engine's types from, unless they are printed beside them. */
  engine?: string;
  /** What comes before the path, and the title of the whole, in OpenAPI. */
  host: string;
  title: string;
  /** Where the official pages are, and what an endpoint's `doc` looks like. */
  pages: { before: string; after: string; doc: RegExp };
  /** How many are known, so that none gets lost. */
  endpoints: number;
  callbacks: number;
}

export const WECOM: Family = {
  home: join(ROOT, 'catalogue'),
  target: join(ROOT, 'lib/wecom/generated'),
  tree: 'Wecom',
  root: '',
  ack: 'Ack',
  host: 'https://qyapi.weixin.qq.com/cgi-bin',
  title: '企业微信服务端 API',
  pages: { before: 'https://developer.work.weixin.qq.com/document/path/', after: '', doc: /^\d{5,6}$/ },
  endpoints: 859,
  callbacks: 252,
};

/** Public accounts. */
export const WEIXIN: Family = {
  home: join(ROOT, 'wechat-api/catalogue'),
  target: join(ROOT, 'wechat-api/lib/generated'),
  tree: 'Weixin',
  root: 'cgi-bin/',
  // Many answers have no errcode where all went well.
  ack: 'Partial<Ack>',
  engine: 'wechat-enterprise-api/core',
  host: 'https://api.weixin.qq.com',
  title: '微信公众号服务端 API',
  pages: { before: 'https://developers.weixin.qq.com/doc/', after: '.html', doc: /^[a-z]+(\/[\w.-]+)+$/ },
  endpoints: 134,
  callbacks: 0,
};

export const FAMILIES: readonly Family[] = [WECOM, WEIXIN];

/** The official page of an endpoint. */
export function pageOf({ pages }: Family, doc: number | string): string {
  return `${pages.before}${doc}${pages.after}`;
}
