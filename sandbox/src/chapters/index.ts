// The API: every chapter's table in one.
import type { Chapter, Endpoint, Era } from '../api/chapter';
import { agent } from './agent';
import { appchat } from './appchat';
import { batch } from './batch';
import { department } from './department';
import { identity } from './identity';
import { invite } from './invite';
import { ip } from './ip';
import { material } from './material';
import { media } from './media';
import { mediaByUrl } from './media_by_url';
import { menu } from './menu';
import { message } from './message';
import { messageChanges } from './message_changes';
import { oauth } from './oauth';
import { shake } from './shake';
import { tag } from './tag';
import { ticket } from './ticket';
import { token } from './token';
import { user } from './user';
import { webhook } from './webhook';

export const chapters: Chapter = {
  ...token,
  ...department,
  ...identity,
  ...ip,
  ...tag,
  ...ticket,
  ...user,
  ...oauth,
  ...agent,
  ...appchat,
  ...batch,
  ...invite,
  ...material,
  ...media,
  ...mediaByUrl,
  ...menu,
  ...message,
  ...messageChanges,
  ...shake,
  ...webhook,
};

/** The endpoint that this era has at a path. */
export function endpointAt(path: string, era: Era): Endpoint | undefined {
  const endpoint = Object.hasOwn(chapters, path) ? chapters[path] : undefined;
  const isServed = endpoint?.era === undefined || era === 'both' || era === endpoint.era;
  return isServed ? endpoint : undefined;
}
