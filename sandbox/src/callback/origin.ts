// Who did it: WeCom tells apps what people do, and not what came through the API.
import type { Company } from '../model/company';
import type { Change } from '../model/events';

/** Only calls are made by the contact secret or an app. */
export function isOfApi(company: Company, { by }: Pick<Change, 'by'>): boolean {
  return by === 'contact' || (company.apps.has(Number(by)) && company.member(by) === undefined);
}
