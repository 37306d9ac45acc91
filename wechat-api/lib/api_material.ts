import { type Ack, chapter, get, post, preset, type Upload, upload } from 'wechat-enterprise-api/core';
import { postFile } from './kinds';

/** 永久素材: permanent files */
const material = chapter({
  /**
   * 新增其他类型永久素材 {@link https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/Adding_Permanent_Assets.html}
   *
   * `filepath`: a path, or `{ data, filename }`. At most 100000 images and articles, 1000 of the others; sizes as of
   * temporary files. Timeout 60 s. Errors: those of the file system, 40004 type, 40006 size, 45028 over quota.
   */
  uploadMaterial: upload(
    'cgi-bin/material/add_material?access_token&type',
    (filepath: Upload, type: material.Type) => ({
      file: filepath,
      type,
    }),
  )
    .declaring(0)
    .returns<material.Uploaded>(),

  /** {@link material.uploadMaterial} of type image. */
  uploadImageMaterial: preset<[filepath: Upload], material.Uploaded>('uploadMaterial', 1, 'image'),
  /** {@link material.uploadMaterial} of type voice. */
  uploadVoiceMaterial: preset<[filepath: Upload], material.Uploaded>('uploadMaterial', 1, 'voice'),
  /** {@link material.uploadMaterial} of type thumb. */
  uploadThumbMaterial: preset<[filepath: Upload], material.Uploaded>('uploadMaterial', 1, 'thumb'),

  /** 新增永久视频素材 {@link https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/Adding_Permanent_Assets.html} A video, with its title and introduction. Timeout 60 s. */
  uploadVideoMaterial: upload(
    'cgi-bin/material/add_material?access_token&type=video',
    (filepath: Upload, description: material.Description) => ({
      file: filepath,
      before: { description: JSON.stringify(description) },
    }),
  )
    .declaring(0)
    .returns<material.Uploaded>(),

  /** 新增永久图文素材 {@link https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/Adding_Permanent_Assets.html} At most 8 articles. WeChat has drafts in their place now. */
  uploadNewsMaterial: post(
    'cgi-bin/material/add_news',
    (news: material.News | string) => news,
  ).returns<material.Uploaded>(),

  /** 修改永久图文素材 {@link https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/Editing_Permanent_Rich_Media_Assets.html} `index` is the article's place, from 0. Errors: 40007 media_id. */
  updateNewsMaterial: post('cgi-bin/material/update_news', (news: material.Change | string) => news).returns<Ack>(),

  /**
   * 获取永久素材 {@link https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/Getting_Permanent_Assets.html}
   *
   * The file as a Buffer; articles and videos as objects. Timeout 60 s. Errors: 40007 media_id.
   */
  getMaterial: postFile('cgi-bin/material/get_material', (mediaId: string) => ({
    media_id: mediaId,
  })).returns<Buffer | material.Articles | material.Video>(),

  /** 删除永久素材 {@link https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/Deleting_Permanent_Assets.html} Errors: 40007 media_id. */
  removeMaterial: post('cgi-bin/material/del_material', (mediaId: string) => ({ media_id: mediaId })).returns<Ack>(),

  /** 获取素材总数 {@link https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/Get_the_total_of_all_materials.html} */
  getMaterialCount: get('cgi-bin/material/get_materialcount').returns<material.Count>(),

  /** 获取素材列表 {@link https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/Get_materials_list.html} `offset` from 0; `count` 1–20. Errors: 40007 type. */
  getMaterials: post(
    'cgi-bin/material/batchget_material',
    (type: material.Type | 'news', offset?: number, count?: number) => ({
      type,
      offset,
      count,
    }),
  ).returns<material.List>(),
});

declare namespace material {
  type Type = 'image' | 'voice' | 'video' | 'thumb' | (string & {});

  interface Description {
    title: string;
    introduction: string;
  }

  interface Article {
    title: string;
    thumb_media_id: string;
    author?: string;
    digest?: string;
    show_cover_pic?: 0 | 1;
    /** HTML, below 20000 characters and 1 MB; pictures of `uploadImage` alone */
    content: string;
    content_source_url?: string;
    need_open_comment?: 0 | 1;
    only_fans_can_comment?: 0 | 1;
  }

  interface News {
    /** 1–8 */
    articles: Article[];
  }

  interface Change {
    media_id: string;
    index: number;
    articles: Article;
  }

  interface Uploaded {
    media_id: string;
    /** Of images. */
    url?: string;
  }

  interface Articles {
    news_item: (Article & { url: string; thumb_url?: string })[];
  }

  interface Video {
    title: string;
    description: string;
    down_url: string;
  }

  interface Count {
    voice_count: number;
    video_count: number;
    image_count: number;
    news_count: number;
  }

  interface List {
    total_count: number;
    item_count: number;
    /** `update_time` in s since 1970. Files have a name and a URL, news their content. */
    item: { media_id: string; update_time: number; name?: string; url?: string; content?: Articles }[];
  }
}

export = material;
