import { integer } from './compat/integer';
import { chapter, download, getRawWithOptions, post, preset, stream, upload } from './core/endpoint';
import type { Ack, Id } from './core/types';
import type { Download } from './http/download';
import type { Upload } from './http/upload';
import type { MPNewsArticle } from './messages';

/** 永久素材: permanent files. Of 企业号 times: 企业微信 has no page for these any more {@link http://qydev.weixin.qq.com/wiki/index.php?title=管理素材文件} */
const material = chapter(
  {
    /**
     * 上传其他类型永久素材 {@link http://qydev.weixin.qq.com/wiki/index.php?title=上传永久素材}
     *
     * `filepath`: a path, or `{ data, filename }`. Timeout 60 s. Errors: those of the file system, 45028 over quota.
     */
    addMaterial: upload(
      'material/add_material?access_token&type&agentid',
      (agentid: Id, filepath: Upload, type: string) => ({
        file: filepath,
        type,
        agentid,
      }),
    ).returns<material.Added>(),

    /** {@link material.addMaterial} of type image. */
    addImage: preset<[agentid: Id, filepath: Upload], material.Added>('addMaterial', 2, 'image'),
    /** {@link material.addMaterial} of type voice. */
    addVoice: preset<[agentid: Id, filepath: Upload], material.Added>('addMaterial', 2, 'voice'),
    /** {@link material.addMaterial} of type video. */
    addVideo: preset<[agentid: Id, filepath: Upload], material.Added>('addMaterial', 2, 'video'),
    /** {@link material.addMaterial} of type file. */
    addFile: preset<[agentid: Id, filepath: Upload], material.Added>('addMaterial', 2, 'file'),

    /** 上传永久图文素材 {@link http://qydev.weixin.qq.com/wiki/index.php?title=上传永久素材} 1–10 articles. Errors: 45028 over quota. */
    addMPNews: post('material/add_mpnews', (agentid: Id, mpnews: material.MPNews) => ({
      agentid,
      mpnews,
    })).returns<material.Added>(),

    /** 修改永久图文素材 {@link http://qydev.weixin.qq.com/wiki/index.php?title=修改永久图文素材} */
    updateMPNews: post('material/update_mpnews', (agentid: Id, media_id: string, mpnews: material.MPNews) => ({
      agentid,
      media_id,
      mpnews,
    })).returns<Ack>(),

    /**
     * 获取永久素材 {@link http://qydev.weixin.qq.com/wiki/index.php?title=获取永久素材}
     *
     * The file as a Buffer, or, for mpnews, the parsed answer.
     */
    getMaterial: download('material/get?access_token&media_id&agentid', (agentid: Id, media_id: string) => ({
      media_id,
      agentid,
    })).returns<Buffer | material.News>(),

    /** 删除永久素材 {@link http://qydev.weixin.qq.com/wiki/index.php?title=删除永久素材} */
    delMaterial: getRawWithOptions('material/del?access_token&media_id&agentid', (agentid: Id, media_id: string) => ({
      media_id,
      agentid,
    })).returns<Ack>(),

    /** 获取素材总数 {@link http://qydev.weixin.qq.com/wiki/index.php?title=获取素材总数} `mediaId`: not used, in the way since 0.3.0. */
    countMaterial: getRawWithOptions(
      'material/get_count?access_token&agentid',
      (agentid: Id, _mediaId?: string | null) => ({
        agentid,
      }),
    ).returns<material.Count>(),

    /** 获取素材列表 {@link http://qydev.weixin.qq.com/wiki/index.php?title=获取素材列表} `offset` from 0; `count` 1–50, 10 by default. */
    batchgetMaterial: post('material/batchget', (agentid: Id, type: string, offset?: Id, count?: Id) => ({
      type,
      agentid,
      offset: integer(offset || 0),
      count: integer(count || 10),
    })).returns<material.List>(),
  },
  {
    /** 获取永久素材, as a stream {@link http://qydev.weixin.qq.com/wiki/index.php?title=获取永久素材} */
    downloadMaterial: stream('material/get?access_token&media_id&agentid', (agentid: Id, media_id: string) => ({
      media_id,
      agentid,
    })).returns<Download>(),
  },
);

declare namespace material {
  type Article = MPNewsArticle;

  interface MPNews {
    /** 1–10 */
    articles: Article[];
  }

  interface News extends Ack {
    type: 'mpnews';
    mpnews: MPNews;
  }

  interface Added extends Ack {
    media_id: string;
  }

  interface Count extends Ack {
    total_count: number;
    image_count: number;
    voice_count: number;
    video_count: number;
    file_count: number;
    mpnews_count: number;
  }

  interface List extends Ack {
    type: string;
    total_count: number;
    item_count: number;
    /** `update_time` in s since 1970. Files have a name, mpnews their articles. */
    itemlist: { media_id: string; filename?: string; update_time: number; articles?: Article[] }[];
  }
}

export = material;
