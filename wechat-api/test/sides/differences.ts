import type { Circumstances, Outcome } from './run';

/** Where ours differs on purpose. `number` is that of History.md. */
export interface Difference {
  number: number;
  /** In words, after the method's name. */
  how: string;
  applies(circumstances: Circumstances): boolean;
  /** What ours does, made from what the original does, or from what it does for the method `like`. */
  ours(original: Outcome): Outcome;
  like?: string;
}

interface Wire {
  url: string;
}

const refused = (code: number, message: string) => ({ name: 'WeChatAPIError', message, code });

/** The answer by which WeChat refused, as an error. */
function asError(data: unknown): unknown[] {
  const { errcode, errmsg } = data as { errcode: number; errmsg: string };
  return [refused(errcode, errmsg), data];
}

function moved({ wire, ...outcome }: Outcome, from: string, to: string): Outcome {
  const sent = (wire as Wire[]).map((request) => ({ ...request, url: request.url.replace(from, to) }));
  return { ...outcome, wire: sent };
}

const isRefused = ({ said }: Circumstances) => said === 'refused';

export const differences: Difference[] = [
  {
    number: 2,
    how: 'changes the template instead of deleting it',
    applies: ({ method }) => method === 'updateExpressTemplate',
    ours: (original) => moved(original, 'express/del', 'express/update'),
  },
  {
    number: 3,
    how: 'uploads',
    applies: ({ method, args }) => method === 'uploadPageIcon' && JSON.stringify(args).includes('image.jpg'),
    like: 'uploadImage',
    ours: (original) => moved(original, 'cgi-bin/media/uploadimg', 'shakearound/material/add'),
  },
  {
    number: 4,
    how: 'gives the object, or the error in it',
    applies: ({ method }) => method === 'setLotterySwitch',
    ours: ({ answer: [, bytes, res], ...outcome }) => {
      const data: unknown = JSON.parse((bytes as { Buffer: string }).Buffer);
      const isGood = (data as { errcode: number }).errcode === 0;
      return { ...outcome, answer: [...(isGood ? [null, data] : asError(data)), res] };
    },
  },
  {
    number: 5,
    how: 'gives errors their code',
    applies: (one) => isRefused(one) && /^get(Media|Material)$/.test(one.method),
    ours: ({ answer: [, data, res], ...outcome }) => ({ ...outcome, answer: [...asError(data), res] }),
  },
  {
    number: 8,
    how: 'gives a refusal as an error',
    applies: (one) => isRefused(one) && one.method.endsWith('Stream'),
    ours: ({ answer: [, data, res], ...outcome }) => ({ ...outcome, answer: [...asError(data), res] }),
  },
];
