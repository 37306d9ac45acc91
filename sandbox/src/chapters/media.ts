// 素材管理: files that messages carry, for three days.
import { type Answer, type Call, type Chapter, Download } from '../api/chapter';
import { checkMedia, checkPicture } from '../media/files';
import { find, keep, pictureUrl, THREE_DAYS } from '../media/keep';
import type { Media } from '../model/records';
import { fail } from '../protocol/errors';

export const media: Chapter = {
  'media/upload': { verb: 'POST', secret: 'any', upload: true, run: upload },
  'media/upload_attachment': { verb: 'POST', secret: 'any', era: 'current', upload: true, run: attach },
  'media/get': { verb: 'GET', secret: 'any', run: (call) => download(asked(call)) },
  'media/get/jssdk': { verb: 'GET', secret: 'any', era: 'current', run: jssdk },
  'media/uploadimg': { verb: 'POST', secret: 'any', upload: true, run: uploadimg },
};

function upload(call: Call): Answer {
  const type = call.query.text('type') || fail(40005);
  const kept = keep(call, checkMedia(type, call.media), { type, lasts: THREE_DAYS });
  return uploaded(call, kept);
}

/** For moments (1) and albums of products (2), which show no voices. */
function attach(call: Call): Answer {
  const type = call.query.text('media_type') || fail(40005);
  const use = call.query.uint('attachment_type');
  if (type === 'voice' || (use !== 1 && use !== 2)) fail(40005);
  const { media_id, created } = keep(call, checkMedia(type, call.media), { type, lasts: THREE_DAYS });
  return { type, media_id, created_at: Math.floor(created / 1000) };
}

/** errmsg is empty and created_at a string; 企业号 had a number and no errcode. */
function uploaded(call: Call, { type, media_id, created }: Media): Answer {
  const seconds = Math.floor(created / 1000);
  if (call.era === 'legacy') return { type, media_id, created_at: seconds };
  return { errcode: 0, errmsg: '', type, media_id, created_at: String(seconds) };
}

export function download({ data, filename, contentType }: Media): Download {
  return new Download(data, filename, contentType);
}

/** A robot's file is for that robot alone. */
function asked({ company, query }: Call): Media {
  const found = find(company, query.text('media_id'));
  if (company.robots.has(found.owner ?? '')) fail(40007);
  return found;
}

/** Only voice is recorded in the JS-SDK. */
function jssdk(call: Call): Download {
  const found = asked(call);
  if (found.type !== 'voice') fail(40007);
  return download(found);
}

/** For articles: it stays for ever, and there is only its address. */
function uploadimg(call: Call): Answer {
  const picture = keep(call, checkPicture(call.media), { type: 'picture', lasts: Number.POSITIVE_INFINITY });
  return { errmsg: '', url: pictureUrl(call, picture) };
}
