// Requests for other tools: as a curl command, and all of them as a HAR file.

/** @typedef {import('../types.js').WireEntry} WireEntry */

/** A callback has its own origin in its path. @param {WireEntry} entry */
export function urlOf({ path, query }) {
  const address = path.startsWith('/') ? location.origin + path : path;
  return query === '' ? address : `${address}?${query}`;
}

/** Of a callback the XML stands before the envelope that went out. @param {WireEntry} entry */
export function sentBody({ direction, method, request }) {
  if (direction === 'in' || method === 'GET') return request;
  return request.slice(request.indexOf('\n\n') + 2);
}

/** For a POSIX shell. @param {WireEntry} entry */
export function curlOf(entry) {
  const type = contentType(entry);
  const body = sentBody(entry);
  const parts = ['curl', ...(entry.method === 'GET' || body !== '' ? [] : ['-X', entry.method]), quoted(urlOf(entry))];
  if (body === '') return parts.join(' ');
  const header = type === '' ? [] : ['-H', quoted(`content-type: ${type}`)];
  return [...parts, ...header, '--data-binary', quoted(body)].join(' ');
}

/** @param {string} words */
function quoted(words) {
  return `'${words.replaceAll("'", "'\\''")}'`;
}

/** @param {WireEntry} entry */
function contentType({ headers }) {
  return String(headers?.request['content-type'] ?? '');
}

/** http://www.softwareishard.com/blog/har-12-spec/ @param {WireEntry[]} entries */
export function harOf(entries) {
  const creator = { name: 'wechat-enterprise-sandbox', version: '1' };
  return { log: { version: '1.2', creator, entries: entries.map(harEntry) } };
}

/** @param {WireEntry} entry */
function harEntry(entry) {
  const { at, ms, method, query, status = 0, response, headers } = entry;
  const body = sentBody(entry);
  const size = new TextEncoder().encode(response).length;
  return {
    startedDateTime: new Date(at).toISOString(),
    time: ms,
    request: {
      ...{ method, url: urlOf(entry), httpVersion: 'HTTP/1.1', cookies: [], headersSize: -1, bodySize: -1 },
      headers: pairs(headers?.request),
      queryString: [...new URLSearchParams(query)].map(([name, value]) => ({ name, value })),
      ...(body !== '' && { postData: { mimeType: contentType(entry), text: body } }),
    },
    response: {
      ...{
        status,
        statusText: '',
        httpVersion: 'HTTP/1.1',
        cookies: [],
        redirectURL: '',
        headersSize: -1,
        bodySize: -1,
      },
      headers: pairs(headers?.response),
      content: { size, mimeType: String(headers?.response['content-type'] ?? ''), text: response },
    },
    cache: {},
    timings: { send: 0, wait: ms, receive: 0 },
  };
}

/** @param {Readonly<Record<string, unknown>>} [headers] */
export function pairs(headers = {}) {
  return Object.entries(headers).map(([name, value]) => ({ name, value: String(value) }));
}

/** @param {string} filename @param {string} content */
export function download(filename, content) {
  const address = URL.createObjectURL(new Blob([content], { type: 'application/json' }));
  const link = document.createElement('a');
  Object.assign(link, { href: address, download: filename });
  link.click();
  URL.revokeObjectURL(address);
}
