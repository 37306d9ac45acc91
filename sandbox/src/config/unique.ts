// A company with an id and secrets that no other sandbox has: a program that mixes two of them up is found out.
import { randomBytes, randomUUID } from 'node:crypto';
import { randomId } from '../model/random_id';
import type { CompanyConfig } from './config';

export function unique(company: CompanyConfig): CompanyConfig {
  return {
    ...company,
    corpid: `ww${randomBytes(8).toString('hex')}`,
    contactSecret: randomId(43),
    apps: company.apps.map((app) => ({ ...app, secret: randomId(43) })),
    robots: (company.robots ?? []).map((robot) => ({ ...robot, key: randomUUID() })),
  };
}
