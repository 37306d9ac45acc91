// The API: every chapter's table in one, and examples for the rest.
import type { Chapter, Endpoint, Era } from '../api/chapter';
import { exampleAt } from '../catalogue/answers';
import { agent } from './agent';
import { appchat } from './appchat';
import { approval } from './approval';
import { batch } from './batch';
import { calendar } from './calendar';
import { customer } from './customer';
import { customerChat } from './customer_chat';
import { customerTag } from './customer_tag';
import { customerTransfer } from './customer_transfer';
import { customerWelcome } from './customer_welcome';
import { department } from './department';
import { exported } from './export';
import { identity } from './identity';
import { invite } from './invite';
import { ip } from './ip';
import { kfAccount } from './kf_account';
import { kfMessage } from './kf_message';
import { material } from './material';
import { media } from './media';
import { mediaByUrl } from './media_by_url';
import { meeting } from './meeting';
import { menu } from './menu';
import { message } from './message';
import { messageChanges } from './message_changes';
import { oauth } from './oauth';
import { providerTokens } from './provider_tokens';
import { schedule } from './schedule';
import { shake } from './shake';
import { tag } from './tag';
import { ticket } from './ticket';
import { token } from './token';
import { user } from './user';
import { webhook } from './webhook';
import { workbench } from './workbench';

export const chapters: Chapter = {
  ...token,
  ...department,
  ...exported,
  ...identity,
  ...ip,
  ...tag,
  ...ticket,
  ...user,
  ...oauth,
  ...agent,
  ...appchat,
  ...approval,
  ...batch,
  ...calendar,
  ...customer,
  ...customerChat,
  ...customerTag,
  ...customerTransfer,
  ...customerWelcome,
  ...invite,
  ...kfAccount,
  ...kfMessage,
  ...material,
  ...media,
  ...mediaByUrl,
  ...meeting,
  ...menu,
  ...message,
  ...messageChanges,
  ...providerTokens,
  ...schedule,
  ...shake,
  ...webhook,
  ...workbench,
};

/** The endpoint that this era has at a path. What a chapter plays is never answered with an example. */
export function endpointAt(path: string, era: Era): Endpoint | undefined {
  if (!isPlayed(path)) return exampleAt(path, era);
  const endpoint = chapters[path];
  const isServed = endpoint?.era === undefined || era === 'both' || era === endpoint.era;
  return isServed ? endpoint : undefined;
}

/** Whether a chapter plays it, with state: whatever else WeCom has is answered with an example. */
export function isPlayed(path: string): boolean {
  return Object.hasOwn(chapters, path);
}
