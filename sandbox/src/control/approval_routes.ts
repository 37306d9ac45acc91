// Approvals over HTTP, under /_sandbox/approval.
import type { FastifyInstance } from 'fastify';
import { Approvals, type Decision } from '../model/approvals';
import type { World } from '../world';
import { object, TEXT } from './schema';

type Decided = Decision & { sp_no: string; userid: string };

const DECIDED = object({ sp_no: TEXT, userid: TEXT, status: { enum: [2, 3, 4] }, speech: { type: 'string' } }, [
  'sp_no',
  'userid',
  'status',
]);

export function addApprovals(server: FastifyInstance, { company }: World): void {
  server.post<{ Body: Decided }>('/approval', { schema: DECIDED }, ({ body }) => {
    const { sp_no, userid, ...decision } = body;
    return company.room(Approvals).decide(company, sp_no, userid, decision);
  });
}
