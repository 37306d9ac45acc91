// An app with all its fields.
import type { App } from './records';

/** What somebody says of an app: at least which it is. */
export type AppFields = Pick<App, 'agentid' | 'name' | 'secret'> & Partial<App>;

/** Fills in the defaults of an app. Everybody sees it unless its range says otherwise. */
export function newApp(app: AppFields): App {
  return {
    description: '',
    square_logo_url: '',
    round_logo_url: '',
    redirect_domain: '',
    home_url: '',
    report_location_flag: 0,
    isreportenter: 0,
    isreportuser: 0,
    close: 0,
    visible: { users: [], parties: [1], tags: [] },
    ...app,
  };
}
