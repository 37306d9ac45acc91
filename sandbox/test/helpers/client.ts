import assert from 'node:assert/strict';
import { type Answer, ask, type Body } from './ask';

export { type Answer, ask, type Body } from './ask';

export type Query = Record<string, string | number>;

export interface Upload {
  content: Buffer | string;
  filename?: string;
  contentType?: string;
  /** The name of the multipart part, `media` as WeCom wants it. */
  part?: string;
}

/** What a program without any library does: requests with the token of one secret. */
export class Client {
  constructor(
    private readonly url: string,
    readonly token: string,
    /** The name of the token in the URL. */
    private readonly kind = 'access_token',
  ) {}

  /** The same calls with another token. */
  with(token: string): Client {
    return new Client(this.url, token, this.kind);
  }

  get(path: string, query: Query = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return ask(this.address(path, query), { headers });
  }

  /** A string is sent as it stands, anything else as JSON. */
  post(path: string, body: unknown = {}, query: Query = {}): Promise<Answer> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return ask(this.address(path, query), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: text,
    });
  }

  upload(path: string, file: Upload, query: Query = {}): Promise<Answer> {
    const { content, filename = 'file.txt', contentType = 'application/octet-stream', part = 'media' } = file;
    const form = new FormData();
    form.set(part, new File([content], filename, { type: contentType }));
    return ask(this.address(path, query), { method: 'POST', body: form });
  }

  address(path: string, query: Query = {}): string {
    const url = new URL(`/cgi-bin/${path}`, this.url);
    if (this.token) url.searchParams.append(this.kind, this.token);
    for (const [name, value] of Object.entries(query)) url.searchParams.append(name, String(value));
    return url.href;
  }
}

/** A field of an answer that has to be a string. */
export function string(body: Body, field: string): string {
  const value = body[field];
  assert.equal(typeof value, 'string', `${field} is a string in ${JSON.stringify(body)}`);
  return String(value);
}

/** A field of an answer that has to be an array. */
export function list(body: Body, field: string): unknown[] {
  const value = body[field];
  assert.ok(Array.isArray(value), `${field} is an array in ${JSON.stringify(body)}`);
  return value;
}

/** A field of an answer that has to be a list of objects. */
export function rows(body: Body, field: string): Body[] {
  return list(body, field).map(object);
}

export function object(value: unknown): Body {
  assert.ok(typeof value === 'object' && value !== null, `an object instead of ${JSON.stringify(value)}`);
  return { ...value };
}
