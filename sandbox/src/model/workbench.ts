// What apps show on the workbench. Plain records, so that they can be copied.

type Shown = Record<string, unknown>;

/** https://developer.work.weixin.qq.com/document/path/92535 */
export class Workbench {
  /** By agentid: what all members see. */
  readonly templates = new Map<number, Shown>();
  /** By agentid and userid, `1000002 lisi`: what one member sees instead. */
  readonly data = new Map<string, Shown>();
}
