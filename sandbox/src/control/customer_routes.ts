// Customers over HTTP, under /_sandbox/customer.
import type { FastifyInstance } from 'fastify';
import { CustomerPhone } from '../visits/customer_phone';
import type { World } from '../world';
import { FIELDS, object, TEXT } from './schema';

interface Written {
  external_userid: string;
  open_kfid: string;
  msgtype: string;
  content: Record<string, unknown>;
}

const WRITTEN = object({ external_userid: TEXT, open_kfid: TEXT, msgtype: TEXT, content: FIELDS }, [
  'external_userid',
  'open_kfid',
  'msgtype',
  'content',
]);

export function addCustomers(server: FastifyInstance, { company }: World): void {
  server.post<{ Body: Written }>('/customer/send', { schema: WRITTEN }, ({ body }) => {
    return new CustomerPhone(company, body.external_userid, body.open_kfid).send(body.msgtype, body.content);
  });
}
