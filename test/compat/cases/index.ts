import type { Case } from '../sides/case';
import { agent } from './agent';
import { base } from './base';
import { batch } from './batch';
import { department } from './department';
import { js } from './js';
import { material } from './material';
import { media } from './media';
import { menus } from './menu';
import { message } from './message';
import { small } from './small';
import { store } from './store';
import { tag } from './tag';
import { user } from './user';

export const cases: readonly Case[] = [
  ...[base, store, department, media, menus, message, tag],
  ...[user, small, js, agent, batch, material],
].flat();
