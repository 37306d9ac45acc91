import { stringify } from 'node:querystring';
import { Walk, type WalkOptions } from './bulk/walk';
import { leftOut } from './compat/left_out';
import { chapter, get, post } from './core/endpoint';
import { read } from './core/property';
import type { Ack, Id } from './core/types';
import type { Client } from './wecom/types';

/** 成员管理: members and their sign-in */
const user = chapter(
  {
    /**
     * 创建成员 {@link https://developer.work.weixin.qq.com/document/path/90195}
     *
     * Needs the contact-sync secret (48002 otherwise). Errors: 60102 userid exists, 60104 mobile exists, 60106 email exists,
     * 60112 name, 60129 neither mobile nor email.
     */
    createUser: post('user/create', (member: user.Member) => member).returns<user.Created>(),

    /** 更新成员 {@link https://developer.work.weixin.qq.com/document/path/90197} What is left out stays. Errors: 60111 userid. */
    updateUser: post('user/update', (member: user.Changes) => member).returns<Ack>(),

    /** 删除成员 {@link https://developer.work.weixin.qq.com/document/path/90198} Errors: 60111 userid, 301005 the company's creator. */
    deleteUser: get('user/delete', (userid: Id) => ({ userid })).returns<Ack>(),

    /** 批量删除成员 {@link https://developer.work.weixin.qq.com/document/path/90199} At most 200; one bad userid fails all. */
    deleteUsers: post('user/batchdelete', (useridlist: readonly Id[]) => ({ useridlist }))
      .declaring(0)
      .returns<Ack>(),

    /**
     * 读取成员 {@link https://developer.work.weixin.qq.com/document/path/90196}
     *
     * Apps made since 2022-06-20 get no mobile, email, avatar, gender or address. Errors: 60111 userid.
     */
    getUser: get('user/get', (userid: Id) => ({ userid })).returns<user.Profile>(),

    /** 获取部门成员 {@link https://developer.work.weixin.qq.com/document/path/90200} `status` adds up: 1 active, 2 disabled, 4 not. */
    getDepartmentUsers: get(
      'user/simplelist',
      leftOut(() => [0, 0], members),
    ).returns<user.List>(),

    /** 获取部门成员详情 {@link https://developer.work.weixin.qq.com/document/path/90201} `status` adds up: 1 active, 2 disabled, 4 not. */
    getDepartmentUsersDetail: get(
      'user/list',
      leftOut(() => [0, 0], members),
    ).returns<user.DetailList>(),

    /** 邀请成员关注 {@link http://qydev.weixin.qq.com/wiki/index.php?title=管理成员} Of 企业号 times; retired in 企业微信. */
    inviteUser: post('invite/send', (userid: Id, invite_tips?: string) => ({
      userid,
      invite_tips,
    })).returns<user.Invited>(),

    /**
     * 通过code获取用户信息 {@link https://developer.work.weixin.qq.com/document/path/91023}
     *
     * A code works once, within 5 minutes. The names come as WeCom spells them; either spelling can be read. Errors: 40029 code.
     */
    getUserIdByCode: get('user/getuserinfo', function (this: Client, code: string) {
      return { code, agentid: this.agentid };
    })
      .refined(withAliases)
      .returns<user.Identity>(),

    /**
     * 构造网页授权链接 {@link https://developer.work.weixin.qq.com/document/path/91022}
     *
     * `state`: at most 128 letters and digits. `scope`: snsapi_base, or snsapi_privateinfo, which needs `agentid`.
     */
    getAuthorizeURL(
      this: Pick<Client, 'corpid'>,
      redirect: string,
      state?: string,
      scope?: user.Scope,
      ...[agentid]: [agentid?: Id]
    ): string {
      const query = {
        appid: this.corpid,
        redirect_uri: redirect,
        response_type: 'code',
        scope: scope || 'snsapi_base',
        state: state || '',
        ...(agentid === undefined ? {} : { agentid }),
      };
      return `https://open.weixin.qq.com/connect/oauth2/authorize?${stringify(query)}#wechat_redirect`;
    },
  },
  {
    /** Walks through all members, with userid, name and departments: `for await (const { userid } of api.eachUser()) …`. */
    eachUser(this: Reader, options?: WalkOptions): Walk<user.Brief> {
      return walk(this, (id) => this.getDepartmentUsers(id), options);
    },

    /** As `eachUser`, with all that the app may know of them. */
    eachUserDetail(this: Reader, options?: WalkOptions): Walk<user.Detail> {
      return walk(this, (id) => this.getDepartmentUsersDetail(id), options);
    },
  },
);

/** What a walk calls; through the api, so that overrides count. */
interface Reader {
  getDepartments(id?: Id | null): Promise<{ department: { id: number }[] }>;
  getDepartmentUsers(id: Id): Promise<user.List>;
  getDepartmentUsersDetail(id: Id): Promise<user.DetailList>;
}

function walk<T extends user.Brief>(
  api: Reader,
  list: (id: number) => Promise<{ userlist: T[] }>,
  options?: WalkOptions,
) {
  const departments = async (root: Id | undefined) => (await api.getDepartments(root)).department;
  const members = async (id: number) => (await list(id)).userlist;
  return new Walk<T>({ departments, members }, options);
}

function members(departmentId: Id, fetchChild?: user.FetchChild, status?: Id): Record<string, unknown> {
  return { department_id: departmentId, fetch_child: fetchChild, status };
}

/** 企业号 answered `UserId` and `OpenId`, 企业微信 may answer `userid` and `openid`: whichever is missing is added, hidden. */
function withAliases(result: unknown): unknown {
  if (typeof result !== 'object' || result === null) return result;
  const pairs = [
    ['UserId', 'userid'],
    ['OpenId', 'openid'],
  ] as const;
  for (const [name, alias] of pairs.flatMap(
    ([old, now]) =>
      [
        [old, now],
        [now, old],
      ] as const,
  )) {
    if (name in result && !(alias in result)) Object.defineProperty(result, alias, { value: read(result, name) });
  }
  return result;
}

declare namespace user {
  type Scope = 'snsapi_base' | 'snsapi_privateinfo' | 'snsapi_userinfo' | (string & {});
  /** 1: with the members of all departments below */
  type FetchChild = 0 | 1 | '0' | '1' | boolean;

  interface Attribute {
    /** 0 text, 1 link */
    type?: 0 | 1;
    name: string;
    /** 企业号 only. */
    value?: string;
    /** At most 64 characters. */
    text?: { value: string };
    /** `title`: at most 12 characters. */
    web?: { url: string; title: string };
  }

  interface Fields {
    /** At most 64 characters. */
    name?: string;
    alias?: string;
    /** Unique. A member has a mobile or an email. */
    mobile?: string;
    /** 6–64 bytes, unique. */
    email?: string;
    biz_mail?: string;
    /** Department ids, at most 100. */
    department?: readonly Id[];
    /** Place in each of the departments. */
    order?: readonly number[];
    main_department?: Id;
    /** At most 128 characters. */
    position?: string;
    /** 1 male, 2 female */
    gender?: Id;
    /** At most 32 bytes. */
    telephone?: string;
    /** 企业号 only. */
    tel?: string;
    /** 企业号 only. */
    weixinid?: string;
    /** 0 or 1 for each of the departments. */
    is_leader_in_dept?: readonly number[];
    /** At most one userid. */
    direct_leader?: readonly string[];
    avatar_mediaid?: string;
    /** 1 enabled, 0 disabled */
    enable?: Id;
    extattr?: { attrs: Attribute[] };
    /** @default true */
    to_invite?: boolean;
    external_profile?: Record<string, unknown>;
    /** At most 12 characters. */
    external_position?: string;
    nickname?: string;
    /** At most 128 characters. */
    address?: string;
  }

  interface Member extends Fields {
    /** 1–64 bytes of letters, digits and `_-@.`, beginning with a letter or digit; unique whatever its case. */
    userid: string;
    name: string;
  }

  interface Changes extends Fields {
    userid: string;
    /** Once, and only for ids that WeCom chose. */
    new_userid?: string;
  }

  interface Created extends Ack {
    /** Departments that were made because the member named unknown ones. */
    created_department_list?: { department_info: { name: string; id: number }[] };
  }

  interface Brief {
    userid: string;
    name: string;
    department?: number[];
    open_userid?: string;
  }

  interface Detail extends Brief {
    department: number[];
    order?: number[];
    position?: string;
    mobile?: string;
    /** 0 unknown, 1 male, 2 female */
    gender?: string;
    email?: string;
    biz_mail?: string;
    is_leader_in_dept?: number[];
    direct_leader?: string[];
    avatar?: string;
    thumb_avatar?: string;
    telephone?: string;
    alias?: string;
    address?: string;
    extattr?: { attrs: Attribute[] };
    /** 1 active, 2 disabled, 4 not active, 5 left */
    status?: number;
    qr_code?: string;
    external_profile?: Record<string, unknown>;
    external_position?: string;
    main_department?: number;
    /** 企业号 only. */
    weixinid?: string;
  }

  interface Profile extends Ack, Detail {}

  interface List extends Ack {
    userlist: Brief[];
  }

  interface DetailList extends Ack {
    userlist: Detail[];
  }

  interface Invited extends Ack {
    /** 1 by WeChat, 2 by mail */
    type: 1 | 2;
  }

  /** A member (`UserId`) or somebody else (`OpenId`); each also readable in lower case. */
  interface Identity extends Ack {
    UserId?: string;
    userid?: string;
    OpenId?: string;
    openid?: string;
    DeviceId?: string;
    external_userid?: string;
    /** For members who agreed to snsapi_privateinfo. */
    user_ticket?: string;
    /** Of the ticket, in s. */
    expires_in?: number;
  }
}

export = user;
