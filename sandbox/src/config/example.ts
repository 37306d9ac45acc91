// The company that is there at once: small, and the same at every start, so that its secrets can stay in somebody's settings.
import type { CompanyConfig } from './config';

export const example: CompanyConfig = {
  corpid: 'ww5a8dbc0ffee0cafe',
  contactSecret: 'sandbox-contact-secret',
  creator: 'boss',
  departments: [
    { id: 1, name: '示例公司', name_en: 'Example Inc.' },
    { id: 2, name: '研发部', name_en: 'Engineering' },
    { id: 3, name: '市场部', name_en: 'Marketing' },
    { id: 4, name: '前端组', parentid: 2 },
    { id: 5, name: '后端组', parentid: 2 },
  ],
  members: [
    { userid: 'boss', name: '钱总', mobile: '13800000000', gender: '1', position: '总经理', is_leader_in_dept: [1] },
    {
      userid: 'zhangsan',
      name: '张三',
      mobile: '13800000001',
      email: 'zhangsan@example.com',
      gender: '1',
      position: '经理',
      department: [2],
      is_leader_in_dept: [1],
    },
    {
      userid: 'lisi',
      name: '李四',
      mobile: '13800000002',
      email: 'lisi@example.com',
      gender: '2',
      position: '工程师',
      department: [4],
      direct_leader: ['zhangsan'],
    },
    { userid: 'wangwu', name: '王五', mobile: '13800000003', gender: '1', department: [5, 3], position: '工程师' },
    { userid: 'zhaoliu', name: '赵六', email: 'zhaoliu@example.com', gender: '2', department: [3] },
    { userid: 'sunqi', name: '孙七', mobile: '13800000005', department: [1], status: 4, openid: '' },
  ],
  tags: [
    { tagid: 1, tagname: '值班', users: ['zhangsan', 'lisi'] },
    { tagid: 2, tagname: '全研发', parties: [2] },
  ],
  apps: [
    { agentid: 1000002, name: '通知', secret: 'sandbox-app-1000002-secret', description: '发送各类通知的应用' },
    { agentid: 1000003, name: '审批', secret: 'sandbox-app-1000003-secret', description: '处理各类审批的应用' },
  ],
  robots: [{ key: '00000000-0000-4000-8000-000000008686', name: '群机器人' }],
};
