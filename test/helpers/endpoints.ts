import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is known of an endpoint without the catalogue. */
export interface Fact {
  path: string;
  verb: string;
  token: string;
  /** Whether it answers with a file. */
  isFile: boolean;
  /** The names of the parameters in the URL, and of those in the body. */
  url: string[];
  body: string[];
  /** The name of the part that is a file. */
  file: string;
}

/**
 * WeCom's own pages say otherwise than the table, which goes by what other clients send: two verbs, and whose token the
 * endpoints for devices take.
 */
const CORRECTED: Readonly<Record<string, Partial<Fact>>> = {
  'corp/apply_mass_call_ticket': { verb: 'GET' },
  'idconvert/upgrade_chatid_for_new_corp': { verb: 'GET' },
  'openhw/device/gen_id_dynamic_qrcode': { token: 'model_access_token' },
  'openhw/device/gen_login_qrcode': { token: 'device_access_token' },
  'openhw/device/get_printer_job_download_url': { token: 'device_access_token' },
  'openhw/device/get_printer_job_list': { token: 'device_access_token' },
  'openhw/device/push_scan_file': { token: 'device_access_token' },
  'openhw/device/report_printer_job_status': { token: 'device_access_token' },
  'openhw/device/set_printer_job_trans_result': { token: 'device_access_token' },
};

/** test/fixtures/endpoints.tsv: collected from WeCom's pages and from other clients, apart from the catalogue. */
export function facts(): Fact[] {
  const [, ...lines] = readFileSync(join(__dirname, '../fixtures/endpoints.tsv'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const [path = '', verb = '', token = '', answer, url, body, file = ''] = line.split('\t');
    const fact = { path, verb, token: token.replace('?', ''), isFile: answer === 'file', file };
    return { ...fact, url: words(url), body: words(body), ...CORRECTED[path] };
  });
}

function words(text = ''): string[] {
  return text.split(' ').filter((word) => word !== '');
}
