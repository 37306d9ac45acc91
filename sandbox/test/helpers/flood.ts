import { Agent, request } from 'node:http';

export interface Target {
  url: string;
  corpid: string;
  secret: string;
  agentid: number;
}

export interface Flood {
  sent: number;
  /** What went wrong, in words; a client that fails stops. */
  failures: string[];
  msgids: Set<string>;
  perSecond: number;
}

/**
 * `clients` clients, each with its own connection, send one message after another, each as long as `goesOn` says so of how many
 * it has sent. Plain node:http, so that it is the server that is measured.
 */
export async function flood(target: Target, clients: number, goesOn: (sent: number) => boolean): Promise<Flood> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const result: Flood = { sent: 0, failures: [], msgids: new Set(), perSecond: 0 };
  const began = performance.now();
  const work = async (client: number) => {
    const token = await tokenOf(agent, target);
    for (let i = 0; goesOn(i); i++) {
      const content = `message ${i} of client ${client}`;
      const body = { touser: '@all', agentid: target.agentid, msgtype: 'text', text: { content } };
      const answer = await ask(agent, `${target.url}/cgi-bin/message/send?access_token=${token}`, JSON.stringify(body));
      if (answer.errcode !== 0) throw new Error(JSON.stringify(answer));
      result.sent++;
      result.msgids.add(String(answer.msgid));
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: clients }, (_, client) => work(client)));
  for (const outcome of outcomes) if (outcome.status === 'rejected') result.failures.push(String(outcome.reason));
  agent.destroy();
  result.perSecond = result.sent / ((performance.now() - began) / 1000);
  return result;
}

async function tokenOf(agent: Agent, { url, corpid, secret }: Target): Promise<unknown> {
  const answer = await ask(agent, `${url}/cgi-bin/gettoken?corpid=${corpid}&corpsecret=${secret}`);
  return answer.access_token;
}

function ask(agent: Agent, url: string, body?: string): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const sending = request(url, { agent, method, headers: { 'content-type': 'application/json' } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        try {
          resolve(JSON.parse(Buffer.concat(chunks).toString()));
        } catch (err) {
          reject(err);
        }
      });
    });
    sending.on('error', reject);
    sending.end(body);
  });
}
