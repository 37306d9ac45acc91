// What an administrator does in the console, or a member with a customer, by the same rules as through the API. So apps hear of it.
import { type Answer, Call, Download } from '../api/chapter';
import { endpointAt, isPlayed } from '../chapters';
import { isTooDeep } from '../protocol/depth';
import { WeComError } from '../protocol/errors';
import { Input } from '../protocol/input';
import type { World } from '../world';

/** The address book, and what members do with their customers and meetings. */
const THEIRS =
  /^(user|department|tag)\/|^externalcontact\/(remark|mark_tag|(add|edit|del)_corp_tag|groupchat\/(onjob_)?transfer)$|^meeting\/(update|cancel)$/;

/** `path` as after /cgi-bin/. Gives WeCom's answer, also when it is a refusal. */
export async function administer(world: World, path: string, values: Record<string, unknown>): Promise<Answer> {
  const endpoint = THEIRS.test(path) && isPlayed(path) ? endpointAt(path, world.era) : undefined;
  if (endpoint === undefined || endpoint.secret === 'app') throw new RangeError(`Administrators do no ${path}.`);
  if (isTooDeep(values)) throw new RangeError('The values are nested too deep.');
  const isGet = endpoint.verb === 'GET';
  const search = new URLSearchParams();
  if (isGet) for (const [name, value] of Object.entries(values)) search.set(name, String(value));
  const body = new Input(isGet ? {} : values);
  const call = new Call({ ...world, app: undefined, search, body, files: [], by: 'sandbox' });
  try {
    const answer = await endpoint.run(call);
    return answer instanceof Download ? {} : { errcode: 0, errmsg: 'ok', ...answer };
  } catch (err) {
    if (!(err instanceof WeComError)) throw err;
    return { errcode: err.errcode, errmsg: err.errmsg('127.0.0.1'), ...err.extra };
  }
}
