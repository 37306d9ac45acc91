// JSON schemas for what is posted to /_sandbox/, compiled once for all sandboxes: tests make one each.
import { Ajv, type ValidateFunction } from 'ajv';

const ajv = new Ajv({ coerceTypes: false });
const validators = new Map<string, ValidateFunction>();

export const TEXT = { type: 'string', minLength: 1 };
export const INTEGER = { type: 'integer' };
export const FIELDS = { type: 'object' };

/** A body that is an object with these properties and no others. */
export function object(properties: object, required: string[] = []): { body: object } {
  return { body: { type: 'object', additionalProperties: false, properties, required } };
}

export function validatorOf(schema: object): ValidateFunction {
  const key = JSON.stringify(schema);
  const known = validators.get(key) ?? ajv.compile(schema);
  validators.set(key, known);
  return known;
}
