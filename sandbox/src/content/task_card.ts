// interactive_taskcard: of older times, hidden in today's documents. And the names of tasks, which template cards have as well.
import type { Answer, Call } from '../api/chapter';
import { Sent } from '../messaging/sent';
import { fail } from '../protocol/errors';
import type { Input } from '../protocol/input';

const TASK_ID = /^[A-Za-z0-9_@-]{1,128}$/;

export function taskCard(part: Input, call: Call): Answer {
  if (part.blank('title')) fail(41016);
  checkTask(part.text('task_id') ?? '', call);
  const buttons = part.objects('btn') ?? [];
  if (buttons.length < 1 || buttons.length > 2) fail(42018);
  for (const button of buttons) checkButton(button);
  if (new Set(buttons.map((button) => button.text('key'))).size < buttons.length) fail(42018);
  checkCallback(call);
  return part.all();
}

function checkButton(button: Input): void {
  if (button.blank('key')) fail(42019);
  if (!TASK_ID.test(button.text('key') ?? '')) fail(42018);
  if (button.blank('name')) fail(42020);
}

/** One of an app's own, used once. */
export function checkTask(task_id: string, { app, company }: Call): void {
  if (!TASK_ID.test(task_id)) fail(42014);
  if (app !== undefined && company.room(Sent).task(app.agentid, task_id) !== undefined) fail(42014);
}

/** WeCom tells a callback that a button was pressed, so the app needs one. */
export function checkCallback({ app }: Call): void {
  if (app?.callback === undefined) fail(43012);
}
