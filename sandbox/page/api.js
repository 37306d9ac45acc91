// Calls of the sandbox's own HTTP face. A refusal becomes an Error with the server's words.

/**
 * @template T
 * @param {string} method
 * @param {string} path after /_sandbox/
 * @param {object} [body]
 * @returns {Promise<T>}
 */
async function call(method, path, body) {
  const init = body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const response = await fetch(`/_sandbox/${path}`, { method, ...init });
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  throw new Error(String(answer.error ?? answer.message ?? `HTTP ${response.status}`));
}

/**
 * @template T
 * @param {string} path
 * @param {Record<string, string>} [query]
 * @returns {Promise<T>}
 */
export function get(path, query) {
  return call('GET', query ? `${path}?${new URLSearchParams(query)}` : path);
}

/**
 * @template T
 * @param {string} path
 * @param {object} [body]
 * @returns {Promise<T>}
 */
export function post(path, body = {}) {
  return call('POST', path, body);
}

/**
 * @template T
 * @param {string} path
 * @param {object} [body]
 * @returns {Promise<T>}
 */
export function remove(path, body) {
  return call('DELETE', path, body);
}

/**
 * A file's bytes as the JSON face takes them.
 * @param {Blob} file
 * @returns {Promise<string>}
 */
export function base64Of(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
