// The API: every chapter's table in one.
import type { Chapter } from '../chapter';
import { department } from './department';
import { identity } from './identity';
import { ip } from './ip';
import { oauth } from './oauth';
import { tag } from './tag';
import { ticket } from './ticket';
import { token } from './token';
import { user } from './user';

export const chapters: Chapter = {
  ...token,
  ...department,
  ...identity,
  ...ip,
  ...tag,
  ...ticket,
  ...user,
  ...oauth,
};
