// The schemas of ordered trouble, over HTTP and in a state.
import { CALLBACK_FAULTS, FAULTS, LONGEST_DELAY } from '../model/trouble';
import { INTEGER, TEXT } from './schema';

const DELAY = { type: 'number', minimum: 0, maximum: LONGEST_DELAY };

export const TROUBLE = {
  errcode: { type: 'integer', not: { const: 0 } },
  errmsg: TEXT,
  fault: { type: 'string', enum: FAULTS },
  delay: DELAY,
  probability: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
  secret: TEXT,
};

export const CALLBACK_TROUBLE = {
  delay: DELAY,
  copies: { type: 'integer', minimum: 1, maximum: 100 },
  fault: { type: 'string', enum: CALLBACK_FAULTS },
  receiver: { anyOf: [INTEGER, { const: 'contact' }] },
};
