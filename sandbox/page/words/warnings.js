// What works here and would surprise in the real WeCom: the server tells a code and its parameters, the words are the page's.

/** @typedef {Record<`warning_${import('../types.js').Warning['code']}`, string> & Record<string, string>} Needed */

const zh = /** @satisfies {Needed} */ ({
  warning_cut: '在真实的企业微信里，{field} 超过 {most} {unit}的部分会被截掉，也不报错。',
  warning_duplicate: '在真实的企业微信里，这条消息会被吞掉：重复消息检查的时间内发过同样的一条。',
  warning_rate_limited: '在真实的企业微信里，一个应用每分钟只能给 {userid} 发 {most} 条，这条会被丢弃，也不报错。',
  warning_private_fields: '2022-06-20 之后创建的企业不给应用 {fields}。',
  warning_unreachable_url: '在真实的企业微信里，手机打不开 {field}：{url}。',
  warning_milliseconds: '{field} 以秒计，{value} 是毫秒。',
  unit_bytes: '字节',
  unit_characters: '个字符',
});

/** @type {Record<keyof typeof zh, string>} */
const en = {
  warning_cut: 'In the real WeCom {field} is cut after {most} {unit}, without an error.',
  warning_duplicate:
    'In the real WeCom this message is swallowed: the same one was sent within the interval of the duplicate check.',
  warning_rate_limited:
    'In the real WeCom {userid} gets {most} messages a minute from an app, and this one is dropped without an error.',
  warning_private_fields: 'A company made since 2022-06-20 gives its apps no {fields}.',
  warning_unreachable_url: 'In the real WeCom no phone can open {field}: {url}.',
  warning_milliseconds: '{field} is in seconds; {value} is in milliseconds.',
  unit_bytes: 'bytes',
  unit_characters: 'characters',
};

export const warnings = { zh, en };
