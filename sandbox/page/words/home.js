// Words of the first screen.

const zh = {
  welcome: '沙箱已就绪',
  welcome_hint: '从通讯录选择一位成员，看到 TA 的手机：应用发来的消息，并以成员身份回复、点击菜单和卡片。',
  recent: '刚刚发生',
  surprises: '在真实的企业微信里会不一样',
  recent_none: '还没有消息，也没有回调。',
  home: '首页',
  copy_test: '复制为测试',
  copy_test_none: '还没有成员做过什么：先在手机里发消息、点菜单。',
  connect: '连接你的程序',
  base_url: '接口地址',
  robot_url: '机器人地址',
  secret_of: '{name} 的 secret · agentid {agentid}',
  test_message: '给我发一条测试消息',
  test_to: '成员',
  test_from: '应用',
  test_text: '你好，这是来自沙箱的测试消息。',
  test_refused: '没有发出：{errcode}，{meaning}',
  samples: '示例代码',
  sample_library: '本库',
  to_members: '发给 {name}',
  to_many: '{name} 等 {count} 人',
  contact_assistant: '通讯录助手',
};

/** @type {Record<keyof typeof zh, string>} */
const en = {
  welcome: 'The sandbox is ready',
  welcome_hint:
    'Choose a member from the contacts to see their phone: what apps send, and answer, press menus and cards as the member.',
  recent: 'Just now',
  surprises: 'Other than here in the real WeCom',
  recent_none: 'No messages and no callbacks yet.',
  home: 'First screen',
  copy_test: 'Copy as test',
  copy_test_none: 'No member has done anything yet: write or press something on a phone first.',
  connect: 'Connect your program',
  base_url: 'Base URL',
  robot_url: 'Robot URL',
  secret_of: 'Secret of {name} · agentid {agentid}',
  test_message: 'Send me a test message',
  test_to: 'Member',
  test_from: 'App',
  test_text: 'Hello, this is a test message from the sandbox.',
  test_refused: 'Not sent: {errcode}, {meaning}',
  samples: 'Samples',
  sample_library: 'This library',
  to_members: 'to {name}',
  to_many: '{name} and {count} in all',
  contact_assistant: 'Contact assistant',
};

export const home = { zh, en };
