// Media in the company's keeping: 3 days for what is uploaded to be sent, for ever what is material.
import type { Call, Upload } from '../api/chapter';
import { DAY } from '../model/clock';
import type { Company } from '../model/company';
import { randomId } from '../model/random_id';
import type { Media } from '../model/records';
import { fail } from '../protocol/errors';

export const THREE_DAYS = 3 * DAY;

interface Terms {
  type: string;
  /** ms */
  lasts: number;
  /** Only for this robot or app. */
  owner?: string;
}

/** Who hands it in: a call, or a member with a phone. */
type Keeper = Pick<Call, 'company' | 'emit'>;

export function keep(keeper: Keeper, file: Upload, { type, lasts, owner }: Terms): Media {
  const { filename, contentType, data } = file;
  const { clock, keep } = keeper.company;
  if (data.length > keep.mediaBytes) fail(45001);
  const created = clock.now();
  const media: Media = { media_id: randomId(64), type, filename, contentType, data, created, expires: created + lasts };
  if (owner !== undefined) media.owner = owner;
  keeper.company.media.set(media.media_id, media);
  keeper.emit({ event: 'media.create', data: media });
  return media;
}

/** WeCom forgets expired files: their media_id is as invalid as an unknown one (40007). */
export function find(company: Company, media_id: string | undefined): Media {
  if (media_id === undefined || media_id === '') fail(41006);
  return company.media.get(media_id) ?? fail(40007);
}

/** One that a message may carry. A robot's file is for that robot alone, and a robot takes no other's. */
export function findFor(company: Company, media_id: string | undefined, type: string, robot?: string): Media {
  if (media_id === undefined || media_id === '') fail(40007);
  const media = find(company, media_id);
  const ofRobot = company.robots.has(media.owner ?? '');
  if (ofRobot ? media.owner !== robot : robot !== undefined) fail(40007);
  // Any medium can be sent as a file.
  if (type !== 'file' && media.type !== type) fail(40007);
  return media;
}

/** Copies a file into a permanent picture, as an avatar outlives the upload. Returns its URL. `before`: the URL that it replaces. */
export function showForEver(call: Call, { filename, contentType, data }: Media, before: string): string {
  noLongerShow(call, before);
  const terms = { type: 'picture', lasts: Number.POSITIVE_INFINITY };
  return pictureUrl(call, keep(call, { field: '', filename, contentType, data }, terms));
}

/** Deletes such a picture. Only one member or app has its URL. */
export function noLongerShow(keeper: Keeper, url: string): void {
  const { media: files } = keeper.company;
  const media = files.get(/\/pic\/([\w-]+)$/.exec(url)?.[1] ?? '');
  if (media?.type !== 'picture') return;
  files.delete(media.media_id);
  keeper.emit({ event: 'media.delete', data: media });
}

/** Where a picture is shown: the server serves it there to anybody, as WeCom's own host for pictures does. */
export function pictureUrl({ origin }: Pick<Call, 'origin'>, { media_id }: Media): string {
  return `${origin}/pic/${media_id}`;
}
