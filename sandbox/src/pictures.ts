// Pictures that the API gave an address to (media/uploadimg, logos): anybody may look at them.
import type { FastifyInstance } from 'fastify';
import type { Company } from './company';

const PICTURES = ['picture', 'image'];

export function addPictures(server: FastifyInstance, { media }: Company): void {
  server.get<{ Params: { media_id: string } }>('/pic/:media_id', ({ params }, reply) => {
    const picture = media.get(params.media_id);
    if (picture === undefined || !PICTURES.includes(picture.type)) return reply.callNotFound();
    return reply.header('content-type', picture.contentType).send(picture.data);
  });
}
