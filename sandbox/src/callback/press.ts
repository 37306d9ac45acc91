// A member presses something on a card: the event that WeCom makes of it.

import { Sent } from '../messaging/sent';
import type { Company } from '../model/company';
import { type Code, Misuse } from '../model/reason';
import type { Member, Message } from '../model/records';
import { Input } from '../protocol/input';
import type { Fields } from './xml';

/** Option ids by question_key. What is not chosen stays as the card has it. */
export type Selected = Record<string, string[]>;

interface Pressed {
  event: string;
  fields: Fields;
}

interface Question {
  key: string;
  options: string[];
  /** Chosen by the card itself. */
  preset: string[];
  many: boolean;
}

/** The event and its fields. Throws when this member cannot press that. */
export function pressed(company: Company, member: Member, message: Message, key: string, selected: Selected): Pressed {
  if (message.recalled || !message.to.includes(member.userid))
    refuse(`${member.userid} does not have this message.`, 'not_received', { userid: member.userid });
  const update = new Input(message.updates?.[member.userid] ?? {});
  const isReplaced = update.has('button') || update.has('replace_name');
  const body = new Input(message.body);
  const gone = () => refuse('Its buttons have been replaced: nothing can be pressed.', 'buttons_gone');
  if (message.msgtype === 'interactive_taskcard') return isReplaced ? gone() : taskClick(body, key);
  const card =
    update.object('template_card') ?? body.object('template_card') ?? refuse('The message is not a card.', 'no_card');
  const { event, questions } = meant(card, key);
  if (isReplaced && event === 'template_card_event') gone();
  const TaskId = body.object('template_card')?.text('task_id') ?? '';
  const CardType = card.text('card_type') ?? '';
  const SelectedItems = questions.length === 0 ? {} : { SelectedItems: chosen(questions, selected) };
  const ResponseCode = Sent.grant(company, message, senderOf(message));
  return { event, fields: { EventKey: key, TaskId, CardType, ResponseCode, ...SelectedItems } };
}

function refuse(why: string, code: Code, params: Record<string, string | number> = {}): never {
  throw new Misuse(why, { code, params });
}

/** Only the cards of an app have something to press. */
export function senderOf({ from }: Message): number {
  return 'agentid' in from ? from.agentid : refuse('It is no message of an app.', 'no_app_message');
}

function taskClick(body: Input, key: string): Pressed {
  const card = body.object('interactive_taskcard');
  const buttons = card?.objects('btn') ?? [];
  if (!buttons.some((button) => button.text('key') === key))
    refuse(`The card has no button ${key}.`, 'no_button', { key });
  return { event: 'taskcard_click', fields: { EventKey: key, TaskId: card?.text('task_id') ?? '' } };
}

/** Which event, and which questions are answered by it. */
function meant(card: Input, key: string): { event: string; questions: Question[] } {
  const has = (parts: Input[] = []) => parts.some((part) => part.text('key') === key);
  if (has(card.object('action_menu')?.objects('action_list')))
    return { event: 'template_card_menu_event', questions: [] };
  const submits = [card.object('submit_button')].flatMap((button) => button ?? []);
  const buttons = (card.objects('button_list') ?? []).filter((button) => button.uint('type') !== 1);
  if (!has(buttons) && !has(submits))
    refuse(`The card has nothing with the key ${key} to press.`, 'no_button', { key });
  return { event: 'template_card_event', questions: questionsOf(card) };
}

function questionsOf(card: Input): Question[] {
  const boxes = [card.object('checkbox')].flatMap((box) => box ?? []);
  const lists = [card.object('button_selection'), ...(card.objects('select_list') ?? [])].flatMap((list) => list ?? []);
  return [...boxes.map(questionOfBox), ...lists.map(questionOfList)];
}

function questionOfBox(box: Input): Question {
  const options = box.objects('option_list') ?? [];
  const preset = options.filter((option) => option.flag('is_checked')).map(idOf);
  return { key: keyOf(box), options: options.map(idOf), preset, many: box.uint('mode') === 1 };
}

/** It shows its first option when none is chosen. */
function questionOfList(list: Input): Question {
  const options = (list.objects('option_list') ?? []).map(idOf);
  const chosen = options.filter((id) => id === list.text('selected_id'));
  return { key: keyOf(list), options, preset: [...chosen, ...options].slice(0, 1), many: false };
}

function keyOf(part: Input): string {
  return part.text('question_key') ?? '';
}

function idOf(option: Input): string {
  return option.text('id') ?? '';
}

function chosen(questions: Question[], selected: Selected): Fields {
  const strange = Object.keys(selected).find((name) => !questions.some(({ key }) => key === name));
  if (strange !== undefined) refuse(`The card has no question ${strange}.`, 'no_question', { key: strange });
  const SelectedItem = questions.map(({ key, options, preset, many }) => {
    const ids = Object.hasOwn(selected, key) ? (selected[key] ?? []) : preset;
    const unknown = ids.find((id) => !options.includes(id));
    if (unknown !== undefined)
      refuse(`The question ${key} has no option ${unknown}.`, 'no_option', { key, option: unknown });
    if (ids.length > 1 && !many) refuse(`The question ${key} takes one option.`, 'one_option', { key });
    return { QuestionKey: key, OptionIds: { OptionId: ids } };
  });
  return { SelectedItem };
}
