// Tokens of service providers and of devices. The sandbox knows none of them: whoever asks as documented is given one.
// https://developer.work.weixin.qq.com/document/path/90600
import type { Answer, Call, Chapter } from '../api/chapter';
import type { TokenKind } from '../api/tokens';
import { fail, failSchema } from '../protocol/errors';
import { EXPIRES_IN } from './token';

export const providerTokens: Chapter = {
  'service/get_provider_token': {
    verb: 'POST',
    secret: 'none',
    era: 'current',
    run: (call) => issued(call, 'provider_access_token', ['corpid', 'provider_secret']),
  },
  'service/get_suite_token': {
    verb: 'POST',
    secret: 'none',
    era: 'current',
    run(call) {
      if (call.body.blank('suite_id')) fail(41021);
      if (call.body.blank('suite_ticket')) fail(41023);
      return issued(call, 'suite_access_token', ['suite_id', 'suite_secret', 'suite_ticket']);
    },
  },
  'service/get_corp_token': {
    verb: 'POST',
    secret: 'any',
    token: 'suite_access_token',
    era: 'current',
    run: (call) => ofFirstApp(call, ['auth_corpid', 'permanent_code'], 'auth_corpid'),
  },
  'corpgroup/corp/gettoken': {
    verb: 'POST',
    secret: 'any',
    era: 'current',
    run: (call) => ofFirstApp(call, ['corpid', 'agentid'], 'corpid'),
  },
  'openhw/get_model_token': {
    verb: 'POST',
    secret: 'none',
    era: 'current',
    run: (call) => issued(call, 'model_access_token', ['model_id', 'model_secret', 'model_ticket']),
  },
  'openhw/get_device_token': {
    verb: 'POST',
    secret: 'any',
    token: 'model_access_token',
    era: 'current',
    run: (call) => issued(call, 'device_access_token', ['device_sn', 'device_secret']),
  },
};

/** The secret behind it is what the first parameter names: the same asker gets the same token. */
function issued(call: Call, kind: Exclude<TokenKind, 'access_token'>, required: string[]): Answer {
  for (const name of required) if (call.body.blank(name)) failSchema(`${name} missing`);
  const { value } = call.tokens.issueKind(kind, `${kind} ${call.body.text(required[0] ?? '')}`);
  return { [kind]: value, expires_in: EXPIRES_IN };
}

/** The company is the one that installed the app of the provider, or the one downstream. The app is its first. */
function ofFirstApp({ body, company, tokens }: Call, required: string[], corpid: string): Answer {
  for (const name of required) if (body.blank(name)) failSchema(`${name} missing`);
  if (body.text(corpid) !== company.corpid) fail(40013);
  const [first] = company.apps.values();
  const { value } = tokens.issue(first?.secret ?? company.contactSecret);
  return { access_token: value, expires_in: EXPIRES_IN };
}
