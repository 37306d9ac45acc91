// Moments and durations as they are read.
import { currentLanguage } from './settings.js';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** Making a format is slow, using it is not. @param {string} name @param {Intl.DateTimeFormatOptions} options */
function format(name, options) {
  const key = `${currentLanguage()} ${name}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const language = currentLanguage() === 'zh' ? 'zh-CN' : 'en-GB';
  const made = new Intl.DateTimeFormat(language, options);
  formats.set(key, made);
  return made;
}

/** 2026-11-21 15:04:05, in every language. @param {number} at */
export function dateTime(at) {
  const time = new Date(at);
  const two = (/** @type {number} */ value) => String(value).padStart(2, '0');
  const date = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${date} ${clockTime(at)}`;
}

/** 15:04:05 @param {number} at */
export function clockTime(at) {
  return format('clock', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(at);
}

/** @type {Intl.DateTimeFormatOptions} */
const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

/** Today's time, or with the day: as between messages. @param {number} at @param {number} now */
export function moment(at, now) {
  if (new Date(at).toDateString() === new Date(now).toDateString()) return format('time', TIME).format(at);
  return format('moment', { month: 'short', day: 'numeric', ...TIME }).format(at);
}

/** For a list: the time of today, or the day. @param {number} at @param {number} now */
export function shortMoment(at, now) {
  if (new Date(at).toDateString() === new Date(now).toDateString()) return moment(at, now);
  return format('day', { month: 'numeric', day: 'numeric' }).format(at);
}

/** 5 min, 2 h, 3 d 2 h: the two largest units. @param {number} ms */
export function duration(ms) {
  const zh = currentLanguage() === 'zh';
  const units = [
    { size: DAY, name: zh ? '天' : 'd' },
    { size: HOUR, name: zh ? '小时' : 'h' },
    { size: MINUTE, name: zh ? '分钟' : 'min' },
    { size: SECOND, name: zh ? '秒' : 's' },
  ];
  const parts = [];
  let left = ms;
  for (const { size, name } of units) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(`${count} ${name}`);
  }
  return parts.slice(0, 2).join(' ') || `0 ${zh ? '秒' : 's'}`;
}
