// What messages carry, by msgtype: the parts that WeCom checked when the message was sent. All else is as it came.

type More = Record<string, unknown>;

/** The part of a message's body that is named after its msgtype. https://developer.work.weixin.qq.com/document/path/90236 */
export interface Bodies {
  text: { content: string } & More;
  markdown: { content: string } & More;
  markdown_v2: { content: string } & More;
  /** Of an app: media_id. Of a robot: base64 and md5. */
  image: { media_id?: string; base64?: string; md5?: string } & More;
  voice: { media_id: string } & More;
  video: { media_id: string; title?: string; description?: string } & More;
  file: { media_id: string } & More;
  textcard: { title: string; description: string } & More;
  news: { articles: ({ title?: string; description?: string } & More)[] } & More;
  template_card: { card_type: string } & More;
}

/** A message's body: the request as it came, its texts cut as WeCom cuts them. */
export type BodyOf<T extends string> = More & (T extends keyof Bodies ? { [K in T]: Bodies[K] } : unknown);
