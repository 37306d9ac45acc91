// template_card: the five types and the fields that they share. Each mistake has an errcode of its own.
import type { Call } from '../api/chapter';
import { findFor } from '../media/keep';
import type { Company } from '../model/company';
import { fail, failSchema } from '../protocol/errors';
import { byteCount, type Input } from '../protocol/input';
import { checkButtons, checkCheckbox, checkSelection, checkSelects, checkSubmit } from './card_controls';
import { checkCallback, checkTask } from './task_card';

const MOST_KEY = 1024;
const MOST_ACTIONS = 3;

const TYPES: ReadonlyMap<string, (card: Input) => void> = new Map([
  ['text_notice', checkTextNotice],
  ['news_notice', checkNewsNotice],
  ['button_interaction', checkButtonInteraction],
  ['vote_interaction', checkVote],
  ['multiple_interaction', checkMultiple],
]);

const INTERACTIVE: ReadonlySet<string> = new Set(['button_interaction', 'vote_interaction', 'multiple_interaction']);

/** Whether somebody can press something on it, so that it has a task, and a response_code to change it by. */
export function isInteractive(card: Input): boolean {
  return INTERACTIVE.has(card.text('card_type') ?? '') || card.has('action_menu');
}

/** A card to be sent. */
export function checkCard(card: Input, call: Call): void {
  checkFields(card, call);
  if (isInteractive(card) || !card.blank('task_id')) checkTask(card.text('task_id') ?? '', call);
  if (isInteractive(card)) checkCallback(call);
}

/** Whose card it is: `robot` is the key of the robot that sends it. */
interface Owner {
  company: Company;
  robot?: string;
}

/** A card that takes another's place: its task is the other's. */
export function checkFields(card: Input, { company, robot }: Owner, mostActions = MOST_ACTIONS): void {
  const check = TYPES.get(card.text('card_type') ?? '') ?? fail(42031);
  checkActionMenu(card.object('action_menu'), mostActions);
  checkLink(card.object('quote_area'));
  checkHorizontal(card, company, robot);
  checkJumps(card);
  check(card);
}

function checkTextNotice(card: Input): void {
  if (card.object('main_title')?.blank('title') !== false && card.blank('sub_title_text')) fail(42033);
  checkCardAction(card, [1, 2]);
}

/** 图文展示型 and 按钮交互型 have no other text that could stand for it. */
function checkTitle(card: Input): void {
  if (card.object('main_title')?.blank('title') !== false) fail(42033);
}

function checkNewsNotice(card: Input): void {
  checkTitle(card);
  const image = card.object('card_image');
  const area = card.object('image_text_area');
  if (image === undefined && area === undefined) fail(42044);
  if (image?.blank('url') || area?.blank('image_url')) fail(42044);
  checkRatio(image?.raw('aspect_ratio'));
  checkLink(area);
  const contents = card.objects('vertical_content_list') ?? [];
  if (contents.length > 4) fail(42036);
  if (contents.some((content) => content.blank('title'))) fail(42033);
  checkCardAction(card, [1, 2]);
}

function checkRatio(ratio: unknown): void {
  if (typeof ratio === 'number' && (ratio < 1.3 || ratio > 2.25)) failSchema('aspect_ratio invalid');
}

function checkButtonInteraction(card: Input): void {
  checkTitle(card);
  checkButtons(card);
  if (card.has('button_selection')) checkSelection(card.object('button_selection'), 10);
  if (card.has('card_action')) checkCardAction(card, [0, 1, 2]);
}

function checkVote(card: Input): void {
  checkCheckbox(card);
  checkSubmit(card);
}

function checkMultiple(card: Input): void {
  checkSelects(card);
  checkSubmit(card);
}

function checkCardAction(card: Input, types: number[]): void {
  const action = card.object('card_action') ?? fail(42045);
  if (!types.includes(action.uint('type') ?? 0)) fail(42045);
  checkLink(action);
}

/** type 1 opens a url, 2 a mini program. */
function checkLink(part: Input | undefined): void {
  const type = part?.uint('type');
  if (type === 1 && part?.blank('url')) fail(42028);
  if (type === 2 && part?.blank('appid')) fail(42030);
}

function checkActionMenu(menu: Input | undefined, most: number): void {
  if (menu === undefined) return;
  const actions = menu.objects('action_list') ?? [];
  if (actions.length < 1 || actions.length > most) failSchema('action_list size invalid');
  for (const action of actions) {
    if (action.blank('text')) failSchema('action_list.text missing');
    if (action.blank('key') || byteCount(action.text('key') ?? '') > MOST_KEY) failSchema('action_list.key invalid');
  }
  if (new Set(actions.map((action) => action.text('key'))).size < actions.length) fail(42051);
}

function checkHorizontal(card: Input, company: Company, robot: string | undefined): void {
  const rows = card.objects('horizontal_content_list') ?? [];
  if (rows.length > 6) fail(42035);
  for (const row of rows) {
    if (row.blank('keyname')) fail(42027);
    const type = row.uint('type');
    if (type === 1 && row.blank('url')) fail(42028);
    if (type === 2 && row.blank('media_id')) fail(42029);
    if (type === 2) findFor(company, row.text('media_id'), 'file', robot);
    if (type === 3 && company.member(row.text('userid') ?? '') === undefined) fail(42050);
  }
}

function checkJumps(card: Input): void {
  const jumps = card.objects('jump_list') ?? [];
  if (jumps.length > 3) fail(42042);
  for (const jump of jumps) {
    if (jump.blank('title')) fail(42033);
    checkLink(jump);
  }
}
