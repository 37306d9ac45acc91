import { chapter, preset, type Upload, upload } from 'wechat-enterprise-api/core';
import { forward, getFile } from './kinds';

/** 临时素材: temporary files. They live three days */
const media = chapter({
  /**
   * 新增临时素材 {@link https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/New_temporary_materials.html}
   *
   * `filepath`: a path, or `{ data, filename }`. At most: image 10 MB, voice 2 MB and 60 s, video 10 MB MP4, thumb 64 KB
   * JPG. Timeout 60 s. Errors: those of the file system, 40004 type, 40006 size.
   */
  uploadMedia: upload('cgi-bin/media/upload?access_token&type', (filepath: Upload, type: media.Type) => ({
    file: filepath,
    type,
  })).returns<media.Uploaded>(),

  /**
   * 新增临时素材, passing on a request {@link https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/New_temporary_materials.html}
   *
   * `req`: an upload that came in (multipart, part `media`); of its headers those of the body go along. It cannot be
   * repeated: when WeChat refuses the token, that is the answer, and the next call has another one.
   */
  uploadMediaStream: forward('cgi-bin/media/upload?access_token&type', (req: media.Incoming, type: media.Type) => ({
    req,
    type,
  })).returns<media.Uploaded>(),

  /** {@link media.uploadMedia} of type voice. */
  uploadVoice: preset<[filepath: Upload], media.Uploaded>('uploadMedia', 1, 'voice'),
  /** {@link media.uploadMediaStream} of type voice. */
  uploadVoiceStream: preset<[req: media.Incoming], media.Uploaded>('uploadMediaStream', 1, 'voice'),
  /** {@link media.uploadMedia} of type video. */
  uploadVideo: preset<[filepath: Upload], media.Uploaded>('uploadMedia', 1, 'video'),
  /** {@link media.uploadMediaStream} of type video. */
  uploadVideoStream: preset<[req: media.Incoming], media.Uploaded>('uploadMediaStream', 1, 'video'),
  /** {@link media.uploadMedia} of type thumb. */
  uploadThumb: preset<[filepath: Upload], media.Uploaded>('uploadMedia', 1, 'thumb'),
  /** {@link media.uploadMediaStream} of type thumb. */
  uploadThumbStream: preset<[req: media.Incoming], media.Uploaded>('uploadMediaStream', 1, 'thumb'),

  /**
   * 获取临时素材 {@link https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/Get_temporary_materials.html}
   *
   * The file as a Buffer; for a video an object with its URL. Timeout 60 s. Errors: 40007 media_id.
   */
  getMedia: getFile('cgi-bin/media/get?access_token&media_id', (mediaId: string) => ({
    media_id: mediaId,
  })).returns<Buffer | media.Video>(),

  /**
   * 上传图文消息内的图片获取URL {@link https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/Adding_Permanent_Assets.html}
   *
   * A picture for the text of articles, below 1 MB, JPG or PNG. It gives a URL and no media_id. Timeout 60 s.
   */
  uploadImage: upload('cgi-bin/media/uploadimg', (filepath: Upload) => ({
    file: filepath,
  })).returns<media.Picture>(),

  /** 上传图文消息内的图片获取URL, passing on a request {@link https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/Adding_Permanent_Assets.html} As `uploadMediaStream`. */
  uploadImageStream: forward('cgi-bin/media/uploadimg', (req: media.Incoming) => ({ req })).returns<media.Picture>(),
});

declare namespace media {
  type Type = 'image' | 'voice' | 'video' | 'thumb' | (string & {});

  /** A request that came in, or any other stream with the headers of its body. */
  type Incoming = import('node:stream').Readable & { headers?: import('node:http').IncomingHttpHeaders };

  interface Uploaded {
    type: Type;
    media_id: string;
    /** Of type thumb, in the place of media_id. */
    thumb_media_id?: string;
    /** s since 1970 */
    created_at: number;
  }

  interface Picture {
    url: string;
  }

  interface Video {
    video_url: string;
  }
}

export = media;
