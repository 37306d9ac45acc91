// What came with a call: a JSON object, or files.
import type { FastifyRequest } from 'fastify';
import type { Endpoint, Upload } from '../api/chapter';
import { isTooDeep } from '../protocol/depth';
import { failSchema } from '../protocol/errors';
import { Input } from '../protocol/input';
import { logFiles } from './call_log';

/** Only a POST to a POST API has parameters in its body. No body is an empty one; what is no JSON object is 40058. */
export function readBody({ verb, upload }: Endpoint, request: FastifyRequest): Input {
  const { body } = request;
  if (verb !== 'POST' || upload || !Buffer.isBuffer(body) || body.length === 0) return new Input();
  const values = parse(body.toString());
  if (typeof values !== 'object' || values === null || Array.isArray(values) || isTooDeep(values)) return failSchema();
  return new Input(values);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return failSchema();
  }
}

/** The files of a multipart request. Read to the end before anything is answered: a caller that is still sending would not see the answer. */
export async function readFiles({ upload }: Endpoint, request: FastifyRequest): Promise<Upload[]> {
  const files: Upload[] = [];
  try {
    for await (const part of request.files()) {
      const { fieldname: field, filename, mimetype: contentType } = part;
      const data = await part.toBuffer();
      files.push({ field, filename: filename ?? '', contentType, data });
    }
  } catch {
    // A form that is not one: whatever was whole counts.
  }
  logFiles(request, files);
  return upload ? files : [];
}
