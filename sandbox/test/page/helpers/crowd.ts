// A sandbox in which much has been said already: to send each message would take longer than what is measured.
import { type CompanyConfig, createSandbox, example, type State } from '../../../src/index';
import { AGENTID } from './app';

/** The newest is `message ${count}.`. */
export async function afterMessages(count: number, to: string[], company: CompanyConfig = example): Promise<State> {
  await using sandbox = await createSandbox({ port: 0, company });
  const messages = Array.from({ length: count }, (_, index) => ({
    ...{ msgid: `m${index}`, at: Date.now() - count + index, from: { agentid: AGENTID }, to },
    ...{ msgtype: 'text', body: { msgtype: 'text', text: { content: `message ${index + 1}.` } } },
  }));
  return { ...sandbox.snapshot(), messages };
}
