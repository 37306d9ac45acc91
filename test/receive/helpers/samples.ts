// Messages and events as the fields that a handler is to see:
// https://developer.work.weixin.qq.com/document/path/90239 and https://developer.work.weixin.qq.com/document/path/90240

/** A field: text, more fields, or either of them repeated. */
export type Field = string | string[] | Fields | Fields[];
export interface Fields {
  [name: string]: Field;
}

/** The fields as WeCom writes them. */
export function toXML(fields: Fields): string {
  return `<xml>${inside(fields)}</xml>`;
}

function inside(fields: Fields): string {
  return Object.entries(fields)
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => element(name, one)))
    .join('\n');
}

function element(name: string, value: string | Fields): string {
  return `<${name}>${typeof value === 'string' ? `<![CDATA[${value}]]>` : inside(value)}</${name}>`;
}

const PARTIES = { ToUserName: 'wx5823bf96d3bd56c7', FromUserName: 'mycreate', CreateTime: '1409659813' };
let lastId = 4561255354251345929n;

/** A message of a user, with an id of its own. */
export function message(type: string, fields: Fields): Fields {
  lastId += 1n;
  return { ...PARTIES, MsgType: type, ...fields, MsgId: String(lastId), AgentID: '218' };
}

export function text(content: string): Fields {
  return message('text', { Content: content });
}

export function event(name: string, fields: Fields = {}): Fields {
  return { ...PARTIES, MsgType: 'event', Event: name, AgentID: '218', ...fields };
}

/** A change in the contacts: from `sys`, without an AgentID. */
export function change(type: string, fields: Fields): Fields {
  const { AgentID: _, ...rest } = event('change_contact', { FromUserName: 'sys', ChangeType: type, ...fields });
  return rest;
}

export const MESSAGES: Record<string, Fields> = {
  text: text('this is a test'),
  'text in Chinese': text('你好，世界 👋'),
  image: message('image', { PicUrl: 'http://host/pic?a=1&b=2', MediaId: 'media_id' }),
  voice: message('voice', { MediaId: 'media_id', Format: 'amr' }),
  video: message('video', { MediaId: 'media_id', ThumbMediaId: 'thumb_media_id' }),
  shortvideo: message('shortvideo', { MediaId: 'media_id', ThumbMediaId: 'thumb_media_id' }),
  location: message('location', {
    Location_X: '23.134521',
    Location_Y: '113.358803',
    Scale: '20',
    Label: '位置信息',
    AppType: 'wxwork',
  }),
  link: message('link', { Title: 'title', Description: 'description', Url: 'http://host/', PicUrl: 'http://host/p' }),
  'a type of tomorrow': message('hologram', { Depth: '3' }),
};

const CARD = { EventKey: 'key111', TaskId: 'taskid111', ResponseCode: 'ResponseCode' };
const PICTURES = { Count: '1', PicList: { item: { PicMd5Sum: '1b5f7c23b5bf75682a53e7b6d163e185' } } };

export const EVENTS: Record<string, Fields> = {
  subscribe: event('subscribe', { EventKey: '' }),
  unsubscribe: event('unsubscribe', { EventKey: '' }),
  enter_agent: event('enter_agent', { EventKey: '' }),
  LOCATION: event('LOCATION', { Latitude: '23.104', Longitude: '113.320', Precision: '65.000', AppType: 'wxwork' }),
  click: event('click', { EventKey: 'EVENTKEY' }),
  view: event('view', { EventKey: 'www.qq.com' }),
  view_miniprogram: event('view_miniprogram', { EventKey: 'pages/index' }),
  scancode_push: event('scancode_push', { EventKey: '6', ScanCodeInfo: { ScanType: 'qrcode', ScanResult: '1' } }),
  scancode_waitmsg: event('scancode_waitmsg', { EventKey: '6', ScanCodeInfo: { ScanType: 'qrcode', ScanResult: '2' } }),
  pic_sysphoto: event('pic_sysphoto', { EventKey: '6', SendPicsInfo: PICTURES }),
  pic_photo_or_album: event('pic_photo_or_album', {
    EventKey: '6',
    SendPicsInfo: { Count: '2', PicList: { item: [{ PicMd5Sum: '1b5f' }, { PicMd5Sum: '5a75' }] } },
  }),
  pic_weixin: event('pic_weixin', { EventKey: '6', SendPicsInfo: PICTURES }),
  location_select: event('location_select', {
    EventKey: '6',
    SendLocationInfo: {
      Location_X: '23',
      Location_Y: '113',
      Scale: '15',
      Label: '广州市海珠区客村艺苑路 106号',
      Poiname: '',
    },
    AppType: 'wxwork',
  }),
  batch_job_result: event('batch_job_result', {
    FromUserName: 'sys',
    BatchJob: {
      JobId: 'S0MrnndvRG5fadSlLwiBqiDDbM143UqTmKP3152FZk4',
      JobType: 'sync_user',
      ErrCode: '0',
      ErrMsg: 'ok',
    },
  }),
  open_approval_change: event('open_approval_change', {
    FromUserName: 'sys',
    ApprovalInfo: {
      ThirdNo: '201806010001',
      OpenSpName: '付款',
      OpenTemplateId: '1234567890',
      OpenSpStatus: '1',
      ApplyTime: '1527837645',
      ApplyUserName: 'jackiejjwu',
      ApplyUserId: 'WuJunJie',
      ApplyUserParty: '产品部',
      ApplyUserImage: 'http://www.qq.com/xxx.png',
      ApprovalNodes: {
        ApprovalNode: {
          NodeStatus: '1',
          NodeAttr: '1',
          NodeType: '1',
          Items: {
            Item: [
              {
                ItemName: 'chauvetxiao',
                ItemUserId: 'XiaoWen',
                ItemImage: '',
                ItemStatus: '1',
                ItemSpeech: '',
                ItemOpTime: '0',
              },
              {
                ItemName: 'jackie',
                ItemUserId: 'Jackie',
                ItemImage: '',
                ItemStatus: '1',
                ItemSpeech: '',
                ItemOpTime: '0',
              },
            ],
          },
        },
      },
      NotifyNodes: { NotifyNode: { ItemName: 'jinhuiguo', ItemUserId: 'GuoJinHui', ItemImage: '' } },
      approverstep: '0',
    },
  }),
  share_agent_change: event('share_agent_change', { FromUserName: 'sys' }),
  share_chain_change: event('share_chain_change', { FromUserName: 'sys' }),
  template_card_event: event('template_card_event', {
    ...CARD,
    CardType: 'vote_interaction',
    SelectedItems: {
      SelectedItem: [
        { QuestionKey: 'key1', OptionIds: { OptionId: 'id1' } },
        { QuestionKey: 'key2', OptionIds: { OptionId: 'id2' } },
      ],
    },
  }),
  template_card_menu_event: event('template_card_menu_event', { ...CARD, CardType: 'text_notice' }),
  taskcard_click: event('taskcard_click', { EventKey: 'key111', TaskId: 'taskid111', AgentId: '1' }),
  inactive_alert: event('inactive_alert', { FromUserName: 'sys', EffectTime: '1662480000' }),
  low_active_alert: event('low_active_alert', { FromUserName: 'sys', EffectTime: '1662480000' }),
  close_inactive_agent: event('close_inactive_agent', { FromUserName: 'sys' }),
  reopen_inactive_agent: event('reopen_inactive_agent', { FromUserName: 'sys' }),
  low_active: event('low_active', { FromUserName: 'sys' }),
  active_restored: event('active_restored', { FromUserName: 'sys' }),
  'an event of tomorrow': event('holo_beamed', { Where: { To: 'room 1' } }),
};

const PERSON = {
  UserID: 'zhangsan',
  Name: '张三',
  Department: '1,2,3',
  MainDepartment: '1',
  IsLeaderInDept: '1,0,0',
  DirectLeader: 'lisi,wangwu',
  Position: '产品经理',
  Mobile: '13800000000',
  Gender: '1',
  Email: 'zhangsan@gzdev.com',
  BizMail: 'zhangsan@qyycs2.wecom.work',
  Status: '1',
  Avatar: 'http://wx.qlogo.cn/mmopen/0',
  Alias: 'zhangsan',
  Telephone: '020-123456',
  Address: '广州市',
  ExtAttr: {
    Item: [
      { Name: '爱好', Type: '0', Text: { Value: '旅游' } },
      { Name: '卡号', Type: '1', Web: { Title: '企业微信', Url: 'https://work.weixin.qq.com' } },
    ],
  },
};

export const CHANGES: Record<string, Fields> = {
  create_user: change('create_user', PERSON),
  update_user: change('update_user', { UserID: 'zhangsan', NewUserID: 'zhangsan001', Department: '1,2' }),
  delete_user: change('delete_user', { UserID: 'zhangsan' }),
  create_party: change('create_party', { Id: '2', Name: '张三', ParentId: '1', Order: '1' }),
  update_party: change('update_party', { Id: '2', ParentId: '1' }),
  delete_party: change('delete_party', { Id: '2' }),
  update_tag: change('update_tag', { TagId: '1', AddUserItems: 'zhangsan,lisi', DelPartyItems: '3,4' }),
};

/** `template_card_event` with a question that allows several answers: the case that the original loses. */
export const SEVERAL_ANSWERS: Fields = event('template_card_event', {
  ...CARD,
  CardType: 'vote_interaction',
  SelectedItems: { SelectedItem: { QuestionKey: 'key1', OptionIds: { OptionId: ['id1', 'id2'] } } },
});

export const SAMPLES = { ...MESSAGES, ...EVENTS, ...CHANGES };
