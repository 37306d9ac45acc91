import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WECOM, WEIXIN } from '../scripts/families';
import { readGlossary } from '../scripts/glossary';
import { type Field, walkPart } from '../scripts/model';
import { readCatalogue } from '../scripts/read';

const glossary = readGlossary();

/** All fields, with what they are called here. */
function all(family = WECOM) {
  const { endpoints, callbacks } = readCatalogue(family);
  const words = readGlossary(family);
  const found: { name: string; field: Field; text: string | undefined }[] = [];
  for (const part of [...endpoints, ...callbacks]) {
    walkPart(part, ({ name, field }, parent) => {
      found.push({ name, field, text: field.description ?? words.describe(name, parent, part.name) });
    });
  }
  return found;
}

test('at least nine fields in ten have a description', () => {
  const fields = all();
  const described = fields.filter(({ text }) => text).length;
  assert.ok(fields.length > 7000, `${fields.length} fields`);
  assert.ok(described / fields.length >= 0.9, `${described} of ${fields.length}`);
});

test('every field of public accounts has a description', () => {
  const fields = all(WEIXIN);
  assert.ok(fields.length > 500, `${fields.length} fields`);
  assert.deepEqual(
    fields.filter(({ text }) => !text).map(({ name }) => name),
    [],
  );
});

test('at least three enums in four say what their values mean', () => {
  const enums = all()
    .map(({ field }) => field.items ?? field)
    .filter((field) => field.enum);
  const meant = enums.filter((field) => glossary.meanings(field)).length;
  assert.ok(enums.length > 500, `${enums.length} enums`);
  assert.ok(meant / enums.length >= 0.75, `${meant} of ${enums.length}`);
});

test('upper case and underscores do not tell names apart', () => {
  const phrase = glossary.describe('userid', '', 'media');
  assert.equal(glossary.describe('UserID', '', 'media'), phrase);
  assert.equal(glossary.describe('user_id', '', 'media'), phrase);
});

test('the parent wins over the chapter, the chapter over the name', () => {
  assert.equal(glossary.describe('title', '', 'base'), '标题');
  assert.equal(glossary.describe('title', '', 'oa-meeting'), '会议标题');
  assert.equal(glossary.describe('title', '', 'oa-meeting-webinar'), '会议标题');
  assert.equal(glossary.describe('title', 'articles', 'oa-meeting'), '图文标题');
});

test('a type is a parent like the list that it is an item of', () => {
  assert.equal(glossary.describe('title', 'Article', 'message'), glossary.describe('title', 'articles', 'message'));
});

test('values of strings have their meanings from the glossary, numbers from their field', () => {
  assert.deepEqual(glossary.meanings({ type: 'string', enum: ['text', 'image'] }), ['文本', '图片']);
  assert.equal(glossary.meanings({ type: 'string', enum: ['text', 'unheard-of'] }), undefined);
  assert.deepEqual(glossary.meanings({ type: 'integer', enum: [1, 2], meanings: ['男', '女'] }), ['男', '女']);
});
