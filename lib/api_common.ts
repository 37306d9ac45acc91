import { define } from './core/client';
import { WECOM } from './wecom/family';
import type { Base, Constructor } from './wecom/types';

/** The constructor, with what every api has: chapters are mixed in. */
const API = define<Base, Constructor<Base>>(WECOM);

export = API;
