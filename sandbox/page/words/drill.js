// Words of the drill. What a step found comes from the server in both languages.

const zh = {
  drill: '演练',
  drill_hint: '依次让应用遇到令牌失效、系统繁忙、断线、重复的回调等情况，看它如何应对。演练后应用的令牌是新的。',
  drill_app: '应用',
  drill_trigger: '怎样让应用调用接口',
  drill_by_message: '成员给应用发消息',
  drill_by_itself: '我来触发，或应用自己调用',
  drill_text: '消息内容',
  drill_start: '开始',
  drill_stop: '停止',
  drill_running: '第 {number} 步，共 {all} 步：{name}',
  drill_your_turn: '请让应用调用一次接口。',
  drill_summary: '通过 {passed}，未通过 {failed}，未出现 {notSeen}',
  drill_evidence: '日志第 {id} 条',
  verdict_passed: '通过',
  verdict_failed: '未通过',
  verdict_not_seen: '未出现',
};

/** @type {Record<keyof typeof zh, string>} */
const en = {
  drill: 'Drill',
  drill_hint:
    'Lets the app meet dead tokens, a busy WeCom, a line that drops, copies of a callback and more, one after the other, and judges what it does. Its tokens are new afterwards.',
  drill_app: 'App',
  drill_trigger: 'What makes it call',
  drill_by_message: 'A member writes to it',
  drill_by_itself: 'I do, or it calls by itself',
  drill_text: 'What the member writes',
  drill_start: 'Start',
  drill_stop: 'Stop',
  drill_running: 'Step {number} of {all}: {name}',
  drill_your_turn: 'Make the app call the API once.',
  drill_summary: '{passed} passed, {failed} failed, {notSeen} not seen',
  drill_evidence: 'Row {id} of the wire',
  verdict_passed: 'passed',
  verdict_failed: 'failed',
  verdict_not_seen: 'not seen',
};

export const drill = { zh, en };
