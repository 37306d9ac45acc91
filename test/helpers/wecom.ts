import { type Handler, type Lifetime, type Server, serve } from './server';

export interface WeCom extends Server {
  /** The token that is valid now. */
  token: string;
  /** Makes the token invalid; the next gettoken gives another one. */
  expire(): void;
}

export const OK = { errcode: 0, errmsg: 'ok' };

/** A server that knows one token, refuses all others with `refusal`, and answers calls with `handler`. */
export async function wecom(t: Lifetime, handler: Handler = () => OK, refusal = 42001): Promise<WeCom> {
  let generation = 1;
  const server = await serve(t, (request) => {
    if (request.path === '/cgi-bin/gettoken') {
      return { ...OK, access_token: state.token, expires_in: 7200 };
    }
    if (request.query.get('access_token') !== state.token) {
      return { errcode: refusal, errmsg: 'access_token expired' };
    }
    return handler(request);
  });
  const state: WeCom = Object.assign(server, {
    token: `token-number-${generation}`,
    expire() {
      generation += 1;
      state.token = `token-number-${generation}`;
    },
  });
  return state;
}
