import { type Answer, type Handler, type Lifetime, type Server, serve } from '../../../test/helpers/server';
import API from '../../index';

export const OK = { errcode: 0, errmsg: 'ok' };

export interface WeChat extends Server {
  /** How many tokens it gave. */
  tokens: number;
  /** Makes the token in use invalid. */
  expire(): void;
  /** The paths that were asked for, without the calls for a token. */
  paths(): string[];
}

/** A server that knows one token, the last that it gave, and refuses all others with `refusal`. */
export async function wechat(
  t: Lifetime,
  handler: Handler = () => OK,
  refusal: Answer = { errcode: 40001, errmsg: 'invalid credential' },
): Promise<WeChat> {
  let isDead = false;
  const server = await serve(t, (request) => {
    if (/^\/cgi-bin\/(stable_)?token$/.test(request.path)) {
      isDead = false;
      state.tokens += 1;
      return { access_token: `token-${state.tokens}`, expires_in: 7200 };
    }
    const token = request.query.get('access_token');
    return isDead || token !== `token-${state.tokens}` ? refusal : handler(request);
  });
  const state: WeChat = Object.assign(server, {
    tokens: 0,
    expire() {
      isDead = true;
    },
    paths: () => server.requests.map(({ path }) => path).filter((path) => !path.endsWith('token')),
  });
  return state;
}

/** An api that talks to `server`. */
export function client(server: Server, options: Partial<API.Options> = {}): API {
  const hosts = { endpoint: server.url, fileServerPrefix: `${server.url}/files/` };
  return new API({ appid: 'the-appid', appsecret: 'the-secret-of-it', ...hosts, ...options });
}
