// What a scorecard says, in both languages: a code and its parameters become words here.
import type { DrillStepName } from './options';

/** The same in English and in Chinese. */
export interface Words {
  /** In English. */
  en: string;
  /** In Chinese. */
  zh: string;
}

export const TITLES: Record<DrillStepName, Words> = {
  expired_token: { en: '42001, the access_token has expired', zh: '42001：access_token 已过期' },
  unknown_token: { en: '40014, the access_token is not known', zh: '40014：不认识的 access_token' },
  busy: { en: '−1, WeCom is busy', zh: '−1：系统繁忙' },
  lost_answer: { en: 'the line drops before the answer', zh: '应答之前连接断开' },
  late_copies: { en: 'one callback late, and three times', zh: '同一个回调迟到，并投递三次' },
  wrong_receive_id: { en: 'a callback for another company', zh: '给别的企业的回调' },
  forbidden_ip: { en: '60020, this IP may not call', zh: '60020：IP 不在白名单' },
  rate_limited: { en: '45009, too many calls', zh: '45009：调用超过限制' },
};

const REASONS = {
  token_renewed: {
    en: 'It fetched one token, and {path} came through.',
    zh: '重新获取了一次令牌，{path} 随后成功。',
  },
  no_new_token: { en: 'It fetched no new token within {ms} ms.', zh: '{ms} 毫秒内没有重新获取令牌。' },
  many_tokens: {
    en: 'It fetched a token {count} times for one refusal; once is enough for all calls.',
    zh: '一次失效后获取了 {count} 次令牌；所有调用合用一次即可。',
  },
  not_repeated: { en: 'It did not repeat {path} within {ms} ms.', zh: '{ms} 毫秒内没有重试 {path}。' },
  doubled: { en: '{path} was carried out twice.', zh: '{path} 执行了两次。' },
  came_through: { en: 'It repeated {path}, which came through.', zh: '重试了 {path}，并且成功。' },
  storm: {
    en: 'It asked for {path} {count} times without a pause.',
    zh: '没有停顿地请求了 {count} 次 {path}。',
  },
  held_back: {
    en: 'It made {count} call(s) in the {ms} ms after the refusal.',
    zh: '被拒绝后的 {ms} 毫秒内共调用 {count} 次。',
  },
  hammered: {
    en: 'It went on calling: {count} calls, more than {most}, within {ms} ms of the refusal.',
    zh: '被拒绝后继续调用：{ms} 毫秒内达到 {count} 次，超过 {most} 次。',
  },
  repeated_once: { en: 'It repeated {path}, which had effect once.', zh: '重试了 {path}，只生效一次。' },
  went_on: { en: 'It left {path} as it was, and went on calling.', zh: '没有重试 {path}，之后照常调用。' },
  sent_twice: {
    en: '{path} had effect twice, as its answer got lost: enable_duplicate_check prevents that.',
    zh: '应答丢失后 {path} 生效了两次：消息可以用 enable_duplicate_check 避免。',
  },
  gone: { en: 'It did not call again within {ms} ms.', zh: '之后 {ms} 毫秒内没有再调用。' },
  no_second_call: {
    en: 'It did not call by itself again within {ms} ms.',
    zh: '{ms} 毫秒内应用没有自己再次调用。',
  },
  handled_once: {
    en: 'Each was answered with HTTP 200, and had effect once.',
    zh: '每次都应答 HTTP 200，只生效一次。',
  },
  not_ok: {
    en: 'Delivery {attempt} was answered with HTTP {status}.',
    zh: '第 {attempt} 次投递的应答是 HTTP {status}。',
  },
  no_answer: { en: 'Delivery {attempt} got no answer: {words}', zh: '第 {attempt} 次投递没有应答：{words}' },
  handled_again: {
    en: 'The copies caused {path} {count} times; one delivery causes it {once} time(s).',
    zh: '重复投递引起 {count} 次 {path}；一次投递引起 {once} 次。',
  },
  replies_differ: { en: 'The copies were given different replies.', zh: '重复投递得到了不同的回复。' },
  refused: { en: 'It refused the callback with HTTP {status}.', zh: '用 HTTP {status} 拒绝了回调。' },
  ignored: { en: 'It took the callback, and did nothing.', zh: '收下了回调，没有任何动作。' },
  strange_reply: { en: 'It replied to a callback for another company.', zh: '回复了给别的企业的回调。' },
  strange_call: {
    en: 'It called {path} for a callback of another company.',
    zh: '因为给别的企业的回调调用了 {path}。',
  },
  no_call: { en: 'The app made no call within {ms} ms.', zh: '{ms} 毫秒内应用没有调用接口。' },
  no_callback: { en: 'The app has no callback URL.', zh: '应用没有设置回调地址。' },
  no_member: { en: 'No active member sees the app.', zh: '没有已激活的成员看得见这个应用。' },
  undelivered: { en: 'The app was not reached: {words}', zh: '没有送到应用：{words}' },
  trigger_failed: { en: 'The trigger failed, and no call came: {words}', zh: '触发失败，也没有调用：{words}' },
} as const satisfies Record<string, Words>;

/** Why a step has its verdict. */
export type DrillCode = keyof typeof REASONS;

/** What goes into the words. */
export type DrillParams = Readonly<Record<string, string | number>>;

/** The reason in both languages. */
export function wordsOf(code: DrillCode, params: DrillParams): Words {
  const { en, zh } = REASONS[code];
  return { en: filled(en, params), zh: filled(zh, params) };
}

function filled(words: string, params: DrillParams): string {
  return words.replace(/\{(\w+)\}/g, (_all, name: string) => String(params[name] ?? ''));
}
