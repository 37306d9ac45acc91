import { createReadStream, stat } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';

import { read } from '../core/property';
import type { Form } from './form';

/** A file to upload that is not on disk. */
export interface FileData {
  data: Buffer | Readable;
  /** The name WeCom shows, with its extension; UTF-8. */
  filename: string;
  /** @default by the extension of `filename`, else application/octet-stream */
  contentType?: string;
  /** Bytes in `data`, for a stream. Without it a stream is read into memory first, up to 20 MB: WeCom wants a length. */
  size?: number;
}

/** What an upload takes: a path, or the content with a name. */
export type Upload = string | FileData;

/** One part, ready to be sent. */
export interface Part {
  stream: Form;
  headers: Record<string, string>;
  /** False when `stream` eats a stream of the caller's: it cannot be sent a second time. */
  repeatable: boolean;
}

type SizedStream = FileData & { data: Readable; size: number };
type Done = (err: unknown, part?: Part) => void;

/** Bytes of a file that are read at once: each piece costs the same on its way, so four times Node's 64 kB saves a third of the CPU. */
const PIECE = 256 * 1024;
const LARGEST_UNSIZED = 20 * 1024 * 1024;
/** ms for which a stream may bring nothing, while it is read into memory. */
const PATIENCE = 60_000;
/** What was read of streams without a size: a repeated upload finds its content here. */
const contents = new WeakMap<Readable, Promise<Buffer>>();

/** formstream takes half the time of loading this package, and most programs upload nothing. */
const forms = (): typeof import('./form') => require('./form');

/** What the part of the file is called, and texts that go before it. */
export interface Field {
  name: string;
  before?: Readonly<Record<string, string>>;
}

/** Opens `file` as the multipart part `field`, reading it anew at each call. Throws for what is no file at all. */
export function openPart(field: Field, file: unknown, done: Done): void {
  if (typeof file === 'string') return openPath(field, file, done);
  if (!isFileData(file)) {
    throw new TypeError(`filepath must be a path or { data: Buffer | Readable, filename }, got ${nameOf(file)}`);
  }
  const { data, filename, contentType, size } = file;
  if (/[\r\n]/.test(contentType ?? '')) throw new TypeError('filepath.contentType must not hold line breaks.');
  if (Buffer.isBuffer(data)) return done(null, bufferPart(field, data, filename, contentType));
  if (typeof size === 'number') return openStream(field, { ...file, data, size }, done);
  readAll(data).then(
    // A part begins to flow on the next tick: it is made when somebody is there to take it.
    (content) => process.nextTick(() => done(null, bufferPart(field, content, filename, contentType))),
    (err) => process.nextTick(done, err),
  );
}

/** A stream may fail while a token is fetched, when nobody reads it yet: that is reported when it is opened. */
export function holdStream(file: unknown): void {
  const data = read(file, 'data');
  if (data instanceof Readable) data.on('error', () => {});
}

function openPath(field: Field, path: string, done: Done): void {
  stat(path, (err, stats) => {
    if (err) return done(err);
    if (!stats.isFile()) return done(noFile(path, stats.isDirectory()));
    const { size } = stats;
    // A log may grow while it is sent: it goes out as long as it was.
    const content = createReadStream(path, { end: Math.max(size - 1, 0), highWaterMark: PIECE });
    done(null, streamPart(field, { data: content, filename: basename(path), size }, true));
  });
}

/** A device or a pipe may have no end, and its size says nothing. */
function noFile(path: string, isDirectory: boolean): Error {
  if (!isDirectory) return new TypeError(`filepath must be a file: ${path} is a device or a pipe.`);
  const message = `EISDIR: illegal operation on a directory, read '${path}'`;
  return Object.assign(new Error(message), { code: 'EISDIR', syscall: 'read', path });
}

function openStream(field: Field, file: SizedStream, done: Done): void {
  const { data } = file;
  if (data.errored) return done(data.errored);
  if (data.readableDidRead || data.destroyed) {
    return done(new Error('filepath.data: this stream has been read already.'));
  }
  done(null, streamPart(field, file, false));
}

function formOf({ before = {} }: Field): Form {
  const form = new (forms().Form)();
  for (const [name, text] of Object.entries(before)) form.field(name, text);
  return form;
}

function bufferPart(field: Field, data: Buffer, filename: string, contentType: string | undefined): Part {
  const form = formOf(field).buffer(field.name, data, filename, contentType);
  return { stream: form, headers: form.headers(), repeatable: true };
}

function streamPart(field: Field, file: SizedStream, repeatable: boolean): Part {
  const { data, filename, contentType, size } = file;
  const source = Readable.from(exactly(data, size), { objectMode: false });
  const { paced } = forms();
  const form = formOf(field).stream(field.name, source, filename, contentType, size);
  return { stream: paced(form, source), headers: form.headers(), repeatable };
}

/** WeCom was told a length: with fewer bytes it would wait for ever, with more the connection would be out of step. */
async function* exactly(source: Readable, size: number): AsyncGenerator<Buffer> {
  let sent = 0;
  for await (const chunk of source) {
    const bytes = bytesOf(chunk);
    sent += bytes.length;
    if (sent > size) break;
    yield bytes;
  }
  if (sent !== size) {
    throw new RangeError(
      `filepath.size is ${size}, but the stream has ${sent > size ? 'more' : `only ${sent}`} bytes.`,
    );
  }
}

function readAll(source: Readable): Promise<Buffer> {
  const known = contents.get(source);
  if (known) return known;
  const content = collect(source);
  contents.set(source, content);
  return content;
}

async function collect(source: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  const stalled = () => source.destroy(new Error(`filepath.data: the stream brought nothing for ${PATIENCE}ms.`));
  const timer = setTimeout(stalled, PATIENCE);
  try {
    for await (const chunk of source) {
      timer.refresh();
      const bytes = bytesOf(chunk);
      size += bytes.length;
      if (size > LARGEST_UNSIZED) throw new RangeError('filepath.size is needed for a stream of more than 20 MB.');
      chunks.push(bytes);
    }
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(chunks, size);
}

/** A chunk of a stream. Most are Buffers, which need no copy. */
function bytesOf(chunk: Buffer | Uint8Array | string): Buffer {
  return Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
}

export function isFileData(file: unknown): file is FileData {
  const data = read(file, 'data');
  const filename = read(file, 'filename');
  return (Buffer.isBuffer(data) || data instanceof Readable) && typeof filename === 'string' && filename !== '';
}

function nameOf(value: unknown): string {
  if (Buffer.isBuffer(value)) return 'a Buffer';
  return value === null ? 'null' : typeof value;
}
