// Checks a company from plain data. Each mistake has its path: `company.members[3].department[0]: no department 99`.
import type { ErrorObject, ValidateFunction } from 'ajv';
import { whatIsWrong } from '../callback/verify';
import type { CompanyConfig } from './config';
import { references } from './references';
import { COMPANY } from './schema';

/** Mistakes in one error. */
const MOST_TOLD = 10;

let shape: ValidateFunction<CompanyConfig> | undefined;

/** The company may come from a file, so its type proves nothing. Throws a TypeError with a line for each mistake. */
export function checkCompany(company: unknown): CompanyConfig {
  shape ??= compiled();
  if (!shape(company)) return refuse((shape.errors ?? []).map(wordsOf));
  const problems = [...callbacks(company), ...references(company)];
  return problems.length > 0 ? refuse(problems) : company;
}

/** Loaded and compiled on demand: the example needs no check. */
function compiled(): ValidateFunction<CompanyConfig> {
  const { Ajv }: typeof import('ajv') = require('ajv');
  return new Ajv({ allErrors: true, verbose: true }).compile<CompanyConfig>(COMPANY);
}

function refuse(problems: string[]): never {
  const more = problems.length - MOST_TOLD;
  const told = [...problems.slice(0, MOST_TOLD), ...(more > 0 ? [`… and ${more} more`] : [])];
  throw new TypeError(told.join('\n'));
}

/** The console checks these as well. Nobody is called: the app may not be up yet. */
function callbacks({ contactCallback, apps }: CompanyConfig): string[] {
  const all = [
    { at: 'company.contactCallback', callback: contactCallback },
    ...apps.map(({ callback }, index) => ({ at: `company.apps[${index}].callback`, callback })),
  ];
  return all.flatMap(({ at, callback }) => {
    const wrong = callback === undefined ? undefined : whatIsWrong(callback)?.message;
    return wrong === undefined ? [] : [`${at}: ${wrong}`];
  });
}

function wordsOf({ instancePath, keyword, params, parentSchema, schema, data }: ErrorObject): string {
  const at = pathOf(instancePath);
  switch (keyword) {
    case 'additionalProperties':
      return `${at}.${params.additionalProperty}: no such key, only ${Object.keys(parentSchema?.properties).join(', ')}`;
    case 'required':
      return `${at}.${params.missingProperty}: missing`;
    case 'minLength':
    case 'minItems':
      return `${at}: empty`;
    case 'pattern':
      return `${at}: a day such as 2021-05-01, not ${shown(data)}`;
    case 'minimum':
      return `${at}: at least ${schema}, not ${shown(data)}`;
    case 'enum':
      return `${at}: one of ${[schema].flat().join(', ')}, not ${shown(data)}`;
    default:
      return `${at}: ${TYPES.get(params.type) ?? params.type}, not ${shown(data)}`;
  }
}

const TYPES = new Map([
  ['string', 'a string'],
  ['integer', 'a whole number'],
  ['boolean', 'true or false'],
  ['array', 'an array'],
  ['object', 'an object'],
]);

/** `/members/3/department/0` → `company.members[3].department[0]`. No key of a company is a number. */
function pathOf(pointer: string): string {
  return `company${pointer.replace(/\/(\d+)/g, '[$1]').replaceAll('/', '.')}`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
