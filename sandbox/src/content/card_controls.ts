// What is pressed and chosen on a template card: buttons, options, the submit button.
import { fail, failSchema } from '../protocol/errors';
import { byteCount, type Input } from '../protocol/input';

const MOST_KEY = 1024;
const MOST_ID = 128;

export function checkButtons(card: Input): void {
  const buttons = card.objects('button_list') ?? [];
  if (buttons.length === 0) fail(42038);
  if (buttons.length > 6) failSchema('button_list size invalid');
  for (const button of buttons) {
    if (button.blank('text')) fail(42038);
    const opensUrl = button.uint('type') === 1;
    if (opensUrl && button.blank('url')) fail(42028);
    if (!opensUrl && !fits(button, 'key', MOST_KEY)) fail(42039);
  }
  if (
    hasTwice(
      buttons.filter((button) => button.uint('type') !== 1),
      'key',
    )
  )
    fail(42039);
}

export function checkCheckbox(card: Input): void {
  checkSelection(card.object('checkbox'), 20);
}

export function checkSelects(card: Input): void {
  const lists = card.objects('select_list') ?? [];
  if (lists.length < 1 || lists.length > 3) fail(42047);
  for (const list of lists) checkSelection(list, 10);
  if (hasTwice(lists, 'question_key')) fail(42043);
}

/** A question and its possible answers. */
export function checkSelection(selection: Input | undefined, most: number): void {
  if (selection === undefined || !fits(selection, 'question_key', MOST_KEY)) fail(42043);
  const options = selection.objects('option_list') ?? [];
  if (options.length < 1 || options.length > most) fail(42037);
  for (const option of options) {
    if (!fits(option, 'id', MOST_ID)) fail(42040);
    if (option.blank('text')) fail(42041);
  }
  if (new Set(options.map((option) => option.text('id'))).size < options.length) fail(42040);
}

export function checkSubmit(card: Input): void {
  const button = card.object('submit_button');
  if (button === undefined || button.blank('text')) fail(42049);
  if (!fits(button, 'key', MOST_KEY)) fail(42046);
}

/** What was pressed or chosen would not be told apart. */
function hasTwice(parts: Input[], name: string): boolean {
  return new Set(parts.map((part) => part.text(name))).size < parts.length;
}

/** There, and not too long. */
function fits(part: Input, name: string, most: number): boolean {
  return !part.blank(name) && byteCount(part.text(name) ?? '') <= most;
}
