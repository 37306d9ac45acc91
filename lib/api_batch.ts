import { refuseNull } from './compat/refuse_null';
import { chapter, getRaw, post } from './core/endpoint';
import type { Ack } from './core/types';

/** 异步批量接口: batch jobs. They read a CSV file, which `uploadFile` brings to WeCom first. */
const batch = chapter({
  /**
   * 批量邀请成员 {@link http://qydev.weixin.qq.com/wiki/index.php?title=异步任务接口} Of 企业号 times; retired in 企业微信.
   */
  batchInviteUser: post('batch/inviteuser', (to: batch.Invitation, taskCb?: batch.JobCallback | null) =>
    withCallback(to, taskCb),
  ).returns<batch.Started>(),

  /**
   * 增量更新成员 {@link https://developer.work.weixin.qq.com/document/path/90980}
   *
   * Adds and updates by userid. Errors, in the job's result: 40092 bad file, 302003 a userid twice.
   */
  batchSyncUser: post('batch/syncuser', job).returns<batch.Started>(),

  /**
   * 全量覆盖成员 {@link https://developer.work.weixin.qq.com/document/path/90981}
   *
   * Deletes members missing in the file, too; 45026 when those are suspiciously many.
   */
  batchReplaceUser: post('batch/replaceuser', job).returns<batch.Started>(),

  /** 全量覆盖部门 {@link https://developer.work.weixin.qq.com/document/path/90982} Errors, in the result: 302004 a broken tree. */
  batchReplaceParty: post('batch/replaceparty', job).returns<batch.Started>(),

  /**
   * 获取异步任务结果 {@link https://developer.work.weixin.qq.com/document/path/90983}
   *
   * Of the last five jobs. Errors: 40088 no such job, 40089 result gone.
   */
  batchGetResult: getRaw('batch/getresult?access_token&jobid', (jobid: string) => ({ jobid })).returns<batch.Result>(),
});

function job(mediaId: string, taskCb?: batch.JobCallback | null): unknown {
  return withCallback({ media_id: mediaId }, taskCb);
}

/** `data` with the address that WeCom calls when the job is done; the caller's own object stays as it is. */
function withCallback(data: object | null | undefined, taskCb: batch.JobCallback | null | undefined): unknown {
  if (!taskCb) return data;
  refuseNull('to', data ?? null);
  return typeof data === 'object' ? { ...data, callback: taskCb } : data;
}

declare namespace batch {
  interface JobCallback {
    url?: string;
    /** At most 32 characters. */
    token?: string;
    /** 43 characters. */
    encodingaeskey?: string;
  }

  interface Invitation {
    /** Ids joined by `|`, or `@all`. */
    touser?: string;
    toparty?: string;
    totag?: string;
    invite_tips?: string;
    callback?: JobCallback;
  }

  interface Started extends Ack {
    jobid: string;
  }

  interface Result extends Ack {
    /** 1 started, 2 running, 3 done */
    status: 1 | 2 | 3;
    type: 'sync_user' | 'replace_user' | 'replace_party' | 'invite_user' | (string & {});
    total: number;
    percentage: number;
    /** When done: a row per member or department. `action`: 1 new, 2 renamed, 4 moved, 8 reordered, added up. */
    result?: { userid?: string; partyid?: number; action?: number; errcode: number; errmsg: string }[];
  }
}

export = batch;
