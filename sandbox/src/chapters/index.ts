// The API: every chapter's table in one.
import type { Chapter } from '../chapter';
import { department } from './department';
import { token } from './token';

export const chapters: Chapter = {
  ...token,
  ...department,
};
