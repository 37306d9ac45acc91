// Pictures that the API gave an address to (media/uploadimg, logos): anybody may look at them.
import type { FastifyInstance } from 'fastify';
import type { Company } from '../model/company';

/** The first byte of every JPG. */
const JPG = 0xff;
const PICTURES = ['picture', 'image'];
/** An export of the address book: it has an address as well, and is encrypted. */
const EXPORT = 'export';

export function addPictures(server: FastifyInstance, { media }: Company): void {
  server.get<{ Params: { media_id: string } }>('/pic/:media_id', ({ params }, reply) => {
    const picture = media.get(params.media_id);
    if (picture?.type === EXPORT) return reply.header('content-type', 'application/octet-stream').send(picture.data);
    if (picture === undefined || !PICTURES.includes(picture.type)) return reply.callNotFound();
    // Not what the uploader called it: a browser would believe that.
    const type = picture.data[0] === JPG ? 'image/jpeg' : 'image/png';
    return reply.header('content-type', type).header('x-content-type-options', 'nosniff').send(picture.data);
  });
}
