import { leftOut } from './compat/left_out';
import { refuseNull } from './compat/refuse_null';
import { chapter, get, post } from './core/endpoint';
import type { Ack, Id } from './core/types';

/** 标签管理: tags */
const tag = chapter({
  /**
   * 创建标签 {@link https://developer.work.weixin.qq.com/document/path/90210}
   *
   * `name`: at most 32 characters, unique. `opts`: the tag's id. Errors: 40068 tagid, 40071 name exists, 40072 name length.
   */
  createTag: post(
    'tag/create',
    leftOut(
      () => [{}],
      (name: string, opts?: tag.Place | Id) => ({ tagname: name, ...place(opts) }),
    ),
  ).returns<tag.Created>(),

  /** 更新标签名字 {@link https://developer.work.weixin.qq.com/document/path/90211} Errors: 40068 tagid, 40071 name exists. */
  updateTagName: post('tag/update', (tagid: Id, tagname: string) => ({ tagid, tagname })).returns<Ack>(),

  /** 删除标签 {@link https://developer.work.weixin.qq.com/document/path/90212} Errors: 40068 tagid, 81011 not yours. */
  deleteTag: get('tag/delete', (tagid: Id) => ({ tagid })).returns<Ack>(),

  /** 获取标签列表 {@link https://developer.work.weixin.qq.com/document/path/90216} */
  listTags: get('tag/list', () => ({})).returns<tag.List>(),

  /** 获取标签成员 {@link https://developer.work.weixin.qq.com/document/path/90213} Errors: 40068 tagid. */
  getTagUsers: get('tag/get', (tagid: Id) => ({ tagid })).returns<tag.Users>(),

  /**
   * 增加标签成员 {@link https://developer.work.weixin.qq.com/document/path/90214}
   *
   * At most 1000 userids. Ids that WeCom does not know come back in `invalidlist`. Errors: 40068 tagid, 40070 none is known.
   */
  addTagUsers: post('tag/addtagusers', (tagid: Id, userlist: readonly string[]) => ({
    tagid,
    userlist,
  })).returns<tag.Changed>(),

  /**
   * 删除标签成员 {@link https://developer.work.weixin.qq.com/document/path/90215}
   *
   * At most 1000 userids. Ids that WeCom does not know come back in `invalidlist`. Errors: 40068 tagid, 40031 none is known.
   */
  deleteTagUsers: post('tag/deltagusers', (tagid: Id, userlist: readonly string[]) => ({
    tagid,
    userlist,
  })).returns<tag.Changed>(),
});

function place(opts: tag.Place | Id | null | undefined): Record<string, unknown> {
  refuseNull('opts', opts);
  if (typeof opts !== 'object' || opts === null) return { tagid: Number(opts) };
  const tagid = opts.tagid || opts.id;
  return tagid ? { tagid: Number(tagid) } : {};
}

declare namespace tag {
  interface Place {
    /** From 0. @default chosen by WeCom */
    tagid?: Id;
    /** The same by another name. */
    id?: Id;
  }

  interface Created extends Ack {
    tagid: number;
  }

  interface List extends Ack {
    taglist: { tagid: number; tagname: string }[];
  }

  interface Users extends Ack {
    tagname?: string;
    userlist: { userid: string; name: string }[];
    /** Department ids. */
    partylist?: number[];
  }

  interface Changed extends Ack {
    /** userids joined by `|`; absent when all were good. */
    invalidlist?: string;
    invalidparty?: number[];
  }
}

export = tag;
