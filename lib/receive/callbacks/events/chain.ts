import type { Happened, Many } from '../common';

// Companies up and down the supply chain.

interface ChainChange extends Happened {
  Event: 'change_chain';
  ChainId: string;
}

/** 企业加入上下游事件 {@link https://developer.work.weixin.qq.com/document/path/95796} */
export interface ChainCorpJoinEvent extends ChainChange {
  ChangeType: 'corp_join';
  CorpIds: { CorpId: Many<string> };
}

/** 创建上下游空间事件 {@link https://developer.work.weixin.qq.com/document/path/95796} */
export interface ChainCreateChainEvent extends ChainChange {
  ChangeType: 'create_chain';
}

/** 新增上下游分组事件 {@link https://developer.work.weixin.qq.com/document/path/95796} */
export interface ChainCreateGroupEvent extends ChainChange {
  ChangeType: 'create_group';
  GroupIds: { GroupId: Many<string> };
}

/** 删除上下游空间事件 {@link https://developer.work.weixin.qq.com/document/path/95796} */
export interface ChainDeleteChainEvent extends ChainChange {
  ChangeType: 'delete_chain';
}

/** 删除上下游分组事件 {@link https://developer.work.weixin.qq.com/document/path/95796} */
export interface ChainDeleteGroupEvent extends ChainChange {
  ChangeType: 'delete_group';
  GroupIds: { GroupId: Many<string> };
}

/** 移除企业事件 {@link https://developer.work.weixin.qq.com/document/path/95796} */
export interface ChainRemoveCorpEvent extends ChainChange {
  ChangeType: 'remove_corp';
  CorpIds: { CorpId: Many<string> };
}

/** 更新上下游空间事件 {@link https://developer.work.weixin.qq.com/document/path/95796} */
export interface ChainUpdateChainEvent extends ChainChange {
  ChangeType: 'update_chain';
}

/** 更新企业事件 {@link https://developer.work.weixin.qq.com/document/path/95796} */
export interface ChainUpdateCorpEvent extends ChainChange {
  ChangeType: 'update_corp';
  CorpIds: { CorpId: Many<string> };
}

/** 更新上下游分组事件 {@link https://developer.work.weixin.qq.com/document/path/95796} */
export interface ChainUpdateGroupEvent extends ChainChange {
  ChangeType: 'update_group';
  GroupIds: { GroupId: Many<string> };
}

/** By ChangeType. */
export interface ChainChanges {
  corp_join: ChainCorpJoinEvent;
  create_chain: ChainCreateChainEvent;
  create_group: ChainCreateGroupEvent;
  delete_chain: ChainDeleteChainEvent;
  delete_group: ChainDeleteGroupEvent;
  remove_corp: ChainRemoveCorpEvent;
  update_chain: ChainUpdateChainEvent;
  update_corp: ChainUpdateCorpEvent;
  update_group: ChainUpdateGroupEvent;
}
