import { type Family, pageOf } from './families';
import type { Glossary } from './glossary';
import type { Credential, Endpoint, Field, Named } from './model';

const UNITS: Record<string, string> = {
  ms: '毫秒',
  s: '秒',
  min: '分钟',
  h: '小时',
  d: '天',
  fen: '分',
  yuan: '元',
  byte: '字节',
  m: '米',
  px: '像素',
};

/** Most values of an enum that a comment lists with their meanings. */
const LISTED = 24;

/** What a comment says of a field: its phrase, its condition, its limits, its values. */
export function textOf({ name, field }: Named, parent: string, part: string, glossary: Glossary): string {
  const phrase = field.description ?? glossary.describe(name, parent, part) ?? '';
  const facts = [...limitsOf(field), ...limitsOf(field.items ?? {}).map((each) => `每项 ${each}`)];
  if (field.when) facts.unshift(`当 ${field.when}`);
  const values = valuesOf(field.items ?? field, glossary);
  const text = [phrase, ...facts].filter(Boolean).join('，');
  return values ? `${text ? `${text}。` : ''}${values}` : text;
}

function limitsOf(field: Field): string[] {
  const unit = field.unit ? (UNITS[field.unit] ?? field.unit) : '';
  const range = span(field.minimum, field.maximum, unit);
  return [
    field.format === 'unix-time' ? 'Unix 时间戳' : '',
    range || (unit && `单位${unit}`),
    span(field.minLength, field.maxLength, '字符'),
    field.maxBytes === undefined ? '' : `≤ ${field.maxBytes} 字节`,
    span(field.minItems, field.maxItems, '个'),
  ].filter(Boolean);
}

function span(from: number | undefined, to: number | undefined, unit: string): string {
  if (to === undefined) return from === undefined || from <= 1 ? '' : `≥ ${from} ${unit}`.trim();
  return `${from ? `${from}–` : '≤ '}${to} ${unit}`.trim();
}

function valuesOf(field: Field, glossary: Glossary): string {
  const meanings = glossary.meanings(field);
  if (!field.enum || !meanings || meanings.length > LISTED) return '';
  return field.enum.map((value, i) => `${value} ${meanings[i]}`).join('，');
}

/** The comment of an endpoint, as lines: title and link, then what is special about it. */
export function endpointLines(endpoint: Endpoint, credentials: Record<string, Credential>, family: Family): string[] {
  const link = endpoint.doc ? ` {@link ${pageOf(family, endpoint.doc)}}` : '';
  const lines = [`${endpoint.title}${link}`];
  if (endpoint.token === 'none') lines.push('不需凭据。');
  else if (endpoint.token) lines.push(`凭据：${credentials[endpoint.token]?.title ?? ''} ${endpoint.token}。`);
  if (endpoint.errors) lines.push(`错误码：${endpoint.errors.join('、')}。`);
  if (endpoint.confidence === 'low') lines.push('参数与应答未经核实，故不加类型。');
  if (endpoint.deprecated) lines.push('@deprecated 企业号时代的接口，已停用。');
  return lines;
}

/** `lines` as a doc comment. */
export function comment(lines: readonly string[], pad: string): string {
  const safe = lines.map((line) => line.replaceAll('*/', '* /'));
  if (safe.length === 0 || safe[0] === '') return '';
  if (safe.length === 1) return `${pad}/** ${safe[0]} */\n`;
  const [first, ...more] = safe;
  return `${pad}/**\n${pad} * ${first}\n${pad} *\n${more.map((line) => `${pad} * ${line}\n`).join('')}${pad} */\n`;
}
