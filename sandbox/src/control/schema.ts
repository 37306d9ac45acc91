// JSON schemas for what is posted to /_sandbox/, compiled once for all sandboxes: tests make one each.
import type { Ajv, ErrorObject, ValidateFunction } from 'ajv';

let ajv: Ajv | undefined;
const validators = new Map<string, ValidateFunction>();

export const TEXT = { type: 'string', minLength: 1 };
export const INTEGER = { type: 'integer' };
export const FIELDS = { type: 'object' };

/** A body that is an object with these properties and no others. */
export function object(properties: object, required: string[] = []): { body: object } {
  return { body: { type: 'object', additionalProperties: false, properties, required } };
}

/** The same, or no body at all. */
export function optional({ body }: { body: object }): { body: object } {
  return { body: { ...body, nullable: true } };
}

interface Validator {
  (body: unknown): boolean;
  errors: ErrorObject[] | null;
}

/** Loads ajv and compiles the schema at its first use: that takes long, and most programs post little. */
export function validatorOf(schema: object): Validator {
  let compiled: ValidateFunction | undefined;
  const validate: Validator = Object.assign(
    (body: unknown) => {
      compiled ??= compiledOf(schema);
      const isValid = compiled(body);
      validate.errors = compiled.errors ?? null;
      return isValid;
    },
    { errors: null },
  );
  return validate;
}

function compiledOf(schema: object): ValidateFunction {
  const key = JSON.stringify(schema);
  ajv ??= newAjv();
  const known = validators.get(key) ?? ajv.compile(schema);
  validators.set(key, known);
  return known;
}

function newAjv(): Ajv {
  const { Ajv }: typeof import('ajv') = require('ajv');
  return new Ajv({ coerceTypes: false });
}
