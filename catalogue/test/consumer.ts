// Compiled, not run: what the printed declarations let through.
import { expectTypeOf } from 'expect-type';
import type { Answers, Pages, Params, Wecom } from '../../lib/wecom/generated';

declare const wecom: Wecom;

export async function calls(): Promise<void> {
  const contact = await wecom.externalcontact.get({ external_userid: 'wm1' });
  expectTypeOf(contact.errcode).toEqualTypeOf<number>();
  expectTypeOf(contact.follow_user?.[0]?.userid).toEqualTypeOf<string | undefined>();

  // @ts-expect-error: its name is external_userid
  await wecom.externalcontact.get({ userid: 'wm1' });
  // @ts-expect-error: it needs parameters
  await wecom.externalcontact.get();

  await wecom.agent.list();
  wecom.user.get({ userid: 'ann' }, (err, user) => {
    if (!err) expectTypeOf(user.name).toEqualTypeOf<string | undefined>();
  });

  for await (const file of wecom.wedrive.file_list.each({
    spaceid: 's',
    fatherid: 'f',
    sort_type: 1,
    start: 0,
    limit: 10,
  })) {
    expectTypeOf(file.fileid).toEqualTypeOf<string | undefined>();
  }
  expectTypeOf<Pages['kf/account/list']>().toEqualTypeOf<'account_list'>();
  expectTypeOf<Params['user/get']['userid']>().toEqualTypeOf<string>();
  expectTypeOf<Answers['media/get']>().toExtend<Buffer | { errcode: number }>();
}
