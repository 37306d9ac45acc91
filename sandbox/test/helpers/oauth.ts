import assert from 'node:assert/strict';
import { ask } from './client';
import type { World } from './world';

export const REDIRECT = 'https://example.com/back?page=1';

/** What the browser shows at the authorize address. */
export function authorize({ sandbox, agentid }: World, scope = 'snsapi_base', redirect = REDIRECT) {
  const url = new URL('/connect/oauth2/authorize', sandbox.url);
  const query = { appid: sandbox.corpid, redirect_uri: redirect, response_type: 'code', scope, state: 'State1' };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  url.searchParams.set('agentid', String(agentid));
  return ask(url.href);
}

/** Clicks on the member in the page's form, as a person does; gives the address the browser is sent to. */
export async function clicked(w: World, userid: string, scope?: string): Promise<URL> {
  return picked(w, (await authorize(w, scope)).text, userid);
}

/** The same on any page of this form. */
export async function picked(w: World, page: string, userid: string): Promise<URL> {
  const { action, method } = formOf(page);
  const fields = new URLSearchParams(hiddenOf(page));
  const button = memberOf(page, userid);
  fields.set(button.name, button.value);
  const base = new URL(action || '/connect/oauth2/authorize', w.sandbox.url);
  const answer =
    method === 'post'
      ? await ask(base.href, { method: 'POST', body: fields })
      : await ask(`${base.origin}${base.pathname}?${fields}`);
  assert.ok([302, 303].includes(answer.status), `${answer.status} ${answer.text}`);
  return new URL(answer.headers.get('location') ?? '');
}

export async function codeOf(w: World, userid: string, scope?: string): Promise<string> {
  return (await clicked(w, userid, scope)).searchParams.get('code') ?? '';
}

function formOf(page: string) {
  const [form] = /<form[^>]*>/i.exec(page) ?? [];
  assert.ok(form, page);
  return { action: attribute(form, 'action'), method: attribute(form, 'method').toLowerCase() || 'get' };
}

function hiddenOf(page: string): [string, string][] {
  const inputs = page.match(/<input[^>]*type="hidden"[^>]*>/gi) ?? [];
  return inputs.map((input) => [attribute(input, 'name'), attribute(input, 'value')]);
}

/** The control whose value is the member: a button, an option or a radio. */
function memberOf(page: string, userid: string): { name: string; value: string } {
  const controls = page.match(/<(?:button|input|option)[^>]*>/gi) ?? [];
  const control = controls.find((one) => attribute(one, 'value') === userid);
  assert.ok(control, `${userid} can be picked in ${page}`);
  const select = /<select[^>]*>/i.exec(page)?.[0] ?? '';
  return { name: attribute(control, 'name') || attribute(select, 'name'), value: userid };
}

function attribute(element: string, name: string): string {
  const value = new RegExp(`\\b${name}="([^"]*)"`, 'i').exec(element)?.[1] ?? '';
  const plain: Record<string, string> = { '&amp;': '&', '&quot;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>' };
  return value.replace(/&(?:amp|quot|#39|lt|gt);/g, (entity) => plain[entity] ?? entity);
}
