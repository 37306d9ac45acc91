import { chapter, download, preset, stream, upload } from './core/endpoint';
import type { Ack } from './core/types';
import type { Download } from './http/download';
import type { Upload } from './http/upload';

/** 临时素材: temporary files. They live three days. */
const media = chapter(
  {
    /**
     * 上传临时素材 {@link https://developer.work.weixin.qq.com/document/path/90253}
     *
     * `filepath`: a path, or `{ data, filename }`. At least 5 bytes; at most: image 10 MB JPG/PNG, voice 2 MB and 60 s AMR,
     * video 10 MB MP4, file 20 MB. The media_id lives 3 days. Timeout 60 s.
     * Errors: those of the file system, 40004 type, 40006 size, 44001 empty.
     */
    uploadMedia: upload('media/upload?access_token&type', (filepath: Upload, type: media.Type) => ({
      file: filepath,
      type,
    })).returns<media.Uploaded>(),

    /** {@link media.uploadMedia} of type image. */
    uploadImage: preset<[filepath: Upload], media.Uploaded>('uploadMedia', 1, 'image'),
    /** {@link media.uploadMedia} of type voice. */
    uploadVoice: preset<[filepath: Upload], media.Uploaded>('uploadMedia', 1, 'voice'),
    /** {@link media.uploadMedia} of type video. */
    uploadVideo: preset<[filepath: Upload], media.Uploaded>('uploadMedia', 1, 'video'),
    /** {@link media.uploadMedia} of type file. */
    uploadFile: preset<[filepath: Upload], media.Uploaded>('uploadMedia', 1, 'file'),

    /**
     * 获取临时素材 {@link https://developer.work.weixin.qq.com/document/path/90254}
     *
     * The file as a Buffer; the callback's third argument has its headers. Errors: 40007 media_id, 830002 above 20 MB.
     */
    getMedia: download('media/get?access_token&media_id', (media_id: string) => ({ media_id })).returns<Buffer>(),
  },
  {
    /**
     * 获取临时素材, as a stream {@link https://developer.work.weixin.qq.com/document/path/90254}
     *
     * Errors: 40007 media_id; once the stream flows, its `error` event.
     */
    downloadMedia: stream('media/get?access_token&media_id', (media_id: string) => ({ media_id })).returns<Download>(),
  },
);

declare namespace media {
  type Type = 'image' | 'voice' | 'video' | 'file' | (string & {});

  interface Uploaded extends Ack {
    type: Type;
    media_id: string;
    /** Seconds since 1970, as a string; a number in 企业号 times. */
    created_at: string | number;
  }
}

export = media;
