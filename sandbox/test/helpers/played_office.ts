import type { Body } from './client';
import { MEDIA } from './files';
import { article, mpArticle } from './messages';
import type { Step, Told } from './played';

// 客户联系, 微信客服, 审批 and media: see played.ts.

const text = { msgtype: 'text', text: { content: 'hello' } };
const form = {
  template_name: [{ text: 'Leave', lang: 'en' }],
  template_content: {
    controls: [{ property: { control: 'Text', id: 'Text-1', title: [{ text: 'Why', lang: 'en' }] }, config: {} }],
  },
};

const follower = (told: Told): Body => ({
  userid: 'zhangsan',
  external_userid: told.first('externalcontact/list', 'external_userid'),
});
const handed = (told: Told): Body => ({
  handover_userid: 'zhangsan',
  takeover_userid: 'lisi',
  external_userid: [told.first('externalcontact/list', 'external_userid')],
});
const span = { starttime: '1', endtime: '2', new_cursor: 'page-0', size: 10 };

export const CUSTOMERS: Step[] = [
  ['app', 'externalcontact/get_follow_user_list', () => ({})],
  ['app', 'externalcontact/list', () => ({ userid: 'zhangsan' })],
  ['app', 'externalcontact/get', (told) => ({ external_userid: follower(told).external_userid })],
  ['app', 'externalcontact/batch/get_by_user', () => ({ userid_list: ['zhangsan'], limit: 1 })],
  ['app', 'externalcontact/remark', (told) => ({ ...follower(told), remark: 'A', remark_mobiles: ['13900000001'] })],
  ['app', 'externalcontact/add_corp_tag', () => ({ group_name: 'city', tag: [{ name: 'north', order: 1 }] })],
  ['app', 'externalcontact/get_corp_tag_list', () => ({})],
  [
    'app',
    'externalcontact/mark_tag',
    (told) => ({ ...follower(told), add_tag: [told.first('externalcontact/add_corp_tag', 'tag_group.tag.id')] }),
  ],
  [
    'app',
    'externalcontact/edit_corp_tag',
    (told) => ({ id: told.first('externalcontact/add_corp_tag', 'tag_group.tag.id'), name: 'south' }),
  ],
  [
    'app',
    'externalcontact/del_corp_tag',
    (told) => ({ tag_id: [told.first('externalcontact/add_corp_tag', 'tag_group.tag.id')] }),
  ],
  ['app', 'externalcontact/groupchat/list', () => ({ limit: 10 })],
  [
    'app',
    'externalcontact/groupchat/get',
    (told) => ({ chat_id: told.first('externalcontact/groupchat/list', 'group_chat_list.chat_id'), need_name: '1' }),
  ],
  ['app', 'externalcontact/groupchat/transfer', () => ({ chat_id_list: ['nothing'], new_owner: 'lisi' })],
  ['app', 'externalcontact/groupchat/onjob_transfer', () => ({ chat_id_list: ['nothing'], new_owner: 'lisi' })],
  ['app', 'externalcontact/transfer_customer', handed],
  ['app', 'externalcontact/transfer_result', (told) => ({ ...handed(told), external_userid: undefined })],
  ['app', 'externalcontact/resigned/transfer_customer', (told) => ({ ...handed(told), handover_userid: 'left' })],
  ['app', 'externalcontact/resigned/transfer_result', (told) => ({ ...handed(told), external_userid: undefined })],
  ['app', 'externalcontact/get_unassigned_list', () => ({ page_size: 10 })],
  [
    'app',
    'externalcontact/send_welcome_msg',
    (_, { sandbox }) => {
      const { welcome_code } = sandbox.wechat({ name: 'Wang' }).add('lisi');
      return { welcome_code, ...text };
    },
  ],
];

const session = (told: Told): Body => ({
  open_kfid: told.first('kf/account/list', 'account_list.open_kfid'),
  external_userid: told.first('externalcontact/list', 'external_userid'),
});

export const SERVICE: Step[] = [
  ['app', 'kf/account/list', () => ({ offset: 0, limit: 10 })],
  ['app', 'kf/account/add', (told) => ({ name: 'help', media_id: told.first('media/upload', 'media_id') })],
  ['app', 'kf/account/update', (told) => ({ open_kfid: told.first('kf/account/add', 'open_kfid'), name: 'more' })],
  ['app', 'kf/account/del', (told) => ({ open_kfid: told.first('kf/account/add', 'open_kfid') })],
  ['app', 'kf/add_contact_way', (told) => ({ open_kfid: session(told).open_kfid, scene: 'site' })],
  ['app', 'kf/servicer/add', (told) => ({ open_kfid: session(told).open_kfid, userid_list: ['lisi'] })],
  ['app', 'kf/servicer/list', (told) => ({ open_kfid: session(told).open_kfid })],
  ['app', 'kf/servicer/del', (told) => ({ open_kfid: session(told).open_kfid, userid_list: ['lisi'] })],
  ['app', 'kf/customer/batchget', (told) => ({ external_userid_list: [session(told).external_userid] })],
  ['app', 'kf/service_state/get', session],
  [
    'app',
    'kf/send_msg',
    (told, { sandbox }) => {
      const { open_kfid, external_userid } = session(told);
      sandbox.customer(String(external_userid), String(open_kfid)).text('hello?');
      return { touser: external_userid, open_kfid, ...text };
    },
  ],
  ['app', 'kf/service_state/trans', (told) => ({ ...session(told), service_state: 3, servicer_userid: 'boss' })],
  ['app', 'kf/sync_msg', (told) => ({ open_kfid: session(told).open_kfid, limit: 10 })],
];

const content = { control: 'Text', id: 'Text-1', value: { text: 'holiday' } };

export const APPROVALS: Step[] = [
  ['app', 'oa/approval/create_template', () => form],
  [
    'app',
    'oa/approval/update_template',
    (told) => ({ ...form, template_id: told.first('oa/approval/create_template', 'template_id') }),
  ],
  [
    'app',
    'oa/gettemplatedetail',
    (told) => ({ template_id: told.first('oa/approval/create_template', 'template_id') }),
  ],
  [
    'app',
    'oa/applyevent',
    (told) => ({
      creator_userid: 'lisi',
      template_id: told.first('oa/approval/create_template', 'template_id'),
      use_template_approver: 0,
      process: { node_list: [{ type: 1, apv_rel: 1, userid: ['zhangsan'] }] },
      apply_data: { contents: [content] },
      summary_list: [{ summary_info: [{ text: 'holiday', lang: 'en' }] }],
    }),
  ],
  ['app', 'oa/getapprovalinfo', () => span],
  ['app', 'oa/getapprovaldetail', (told) => ({ sp_no: told.first('oa/applyevent', 'sp_no') })],
];

const plan = { start_time: 1800000000, end_time: 1800003600, summary: 'Talk', attendees: [{ userid: 'lisi' }] };
const scheduled = (told: Told): Body => ({ schedule_id: told.first('oa/schedule/add', 'schedule_id') });
const people = (told: Told): Body => ({ ...scheduled(told), attendees: [{ userid: 'wangwu' }] });
const calendar = { summary: 'Team', color: '#FF3030' };

export const CALENDARS: Step[] = [
  ['app', 'oa/calendar/add', () => ({ calendar })],
  [
    'app',
    'oa/calendar/update',
    (told) => ({ calendar: { ...calendar, cal_id: told.first('oa/calendar/add', 'cal_id') } }),
  ],
  ['app', 'oa/calendar/get', (told) => ({ cal_id_list: [told.first('oa/calendar/add', 'cal_id')] })],
  ['app', 'oa/schedule/add', (told) => ({ schedule: { ...plan, cal_id: told.first('oa/calendar/add', 'cal_id') } })],
  ['app', 'oa/schedule/update', (told) => ({ schedule: { ...plan, ...scheduled(told) } })],
  ['app', 'oa/schedule/add_attendees', people],
  ['app', 'oa/schedule/del_attendees', people],
  ['app', 'oa/schedule/get', (told) => ({ schedule_id_list: [scheduled(told).schedule_id] })],
  ['app', 'oa/schedule/get_by_calendar', (told) => ({ cal_id: told.first('oa/calendar/add', 'cal_id') })],
  ['app', 'oa/schedule/del', scheduled],
  ['app', 'oa/calendar/del', (told) => ({ cal_id: told.first('oa/calendar/add', 'cal_id') })],
];

const meeting = (told: Told): Body => ({ meetingid: told.first('meeting/create', 'meetingid') });
const start = 4000000000;

export const MEETINGS: Step[] = [
  ['app', 'meeting/create', () => ({ admin_userid: 'lisi', title: 'Talk', meeting_start: start })],
  ['app', 'meeting/update', (told) => ({ ...meeting(told), location: 'here' })],
  ['app', 'meeting/set_invitees', (told) => ({ ...meeting(told), invitees: [{ userid: 'wangwu' }] })],
  ['app', 'meeting/get_invitees', meeting],
  ['app', 'meeting/get_info', meeting],
  ['app', 'meeting/get_user_meetingid', () => ({ userid: 'lisi' })],
  ['app', 'meeting/cancel', meeting],
];

const key = { encoding_aeskey: 'k'.repeat(43) };

export const EXPORTS: Step[] = [
  ['contact', 'export/simple_user', () => key],
  ['contact', 'export/user', () => key],
  ['contact', 'export/department', () => key],
  ['contact', 'export/taguser', (_, { sandbox }) => ({ ...key, tagid: [...sandbox.company.tags.keys()][0] })],
  ['contact', 'export/get_result', (told) => ({ jobid: told.first('export/user', 'jobid') })],
];

const keydata = { items: [{ key: 'open', data: '2' }] };

export const WORKBENCH: Step[] = [
  ['app', 'agent/set_workbench_template', (_, { agentid }) => ({ agentid, type: 'keydata', keydata })],
  ['app', 'agent/get_workbench_template', (_, { agentid }) => ({ agentid })],
  ['app', 'agent/set_workbench_data', (_, { agentid }) => ({ agentid, userid: 'lisi', type: 'keydata', keydata })],
  [
    'app',
    'agent/batch_set_workbench_data',
    (_, { agentid }) => ({ agentid, userid_list: ['lisi'], data: { type: 'keydata', keydata } }),
  ],
  ['app', 'agent/get_workbench_data', (_, { agentid }) => ({ agentid, userid: 'lisi' })],
];

const material = (told: Told, { agentid }: { agentid: number }): Body => ({
  agentid,
  media_id: told.first('material/add_mpnews', 'media_id'),
});

export const MEDIA_STEPS: Step[] = [
  ['app', 'media/upload', () => ({ type: 'voice', media: MEDIA.voice })],
  ['app', 'media/get/jssdk', (told) => ({ media_id: told.first('media/upload', 'media_id') })],
  ['app', 'media/upload', () => ({ type: 'image', media: MEDIA.image })],
  ['app', 'media/get', (told) => ({ media_id: told.first('media/upload', 'media_id') })],
  ['app', 'media/upload_attachment', () => ({ media_type: 'image', attachment_type: 1, media: MEDIA.image })],
  ['app', 'media/uploadimg', () => ({ media: MEDIA.image })],
  [
    'app',
    'media/upload_by_url',
    () => ({ scene: 1, type: 'file', filename: 'f', url: 'http://127.0.0.1:1/', md5: '0'.repeat(32) }),
  ],
  ['app', 'media/get_upload_by_url_result', (told) => ({ jobid: told.first('media/upload_by_url', 'jobid') })],
  [
    'app',
    'material/add_mpnews',
    (told, { agentid }) => ({ agentid, mpnews: { articles: [mpArticle(told.first('media/upload', 'media_id'))] } }),
  ],
  [
    'app',
    'material/update_mpnews',
    (told, w) => ({
      ...material(told, w),
      mpnews: { articles: [mpArticle(told.first('media/upload', 'media_id'))] },
    }),
  ],
  ['app', 'material/get', material],
  ['app', 'material/add_material', (_, { agentid }) => ({ agentid, type: 'image', media: MEDIA.image })],
  ['app', 'material/get_count', (_, { agentid }) => ({ agentid })],
  ['app', 'material/batchget', (_, { agentid }) => ({ agentid, type: 'mpnews', offset: 0, count: 10 })],
  ['app', 'material/del', material],
  ['nobody', 'webhook/send', (_, { sandbox }) => ({ key: [...sandbox.company.robots.keys()][0], ...text })],
  [
    'nobody',
    'webhook/upload_media',
    (_, { sandbox }) => ({ key: [...sandbox.company.robots.keys()][0], type: 'file', media: MEDIA.file }),
  ],
  [
    'app',
    'message/send',
    (_, { agentid }) => ({ agentid, touser: 'zhangsan', msgtype: 'news', news: { articles: [article] } }),
  ],
];
