import type API = require('../../index');

/** A pair of store functions, and what they hold. */
export interface Store {
  getToken: API.GetToken;
  saveToken: API.SaveToken;
  token: { accessToken: string } | null;
  saved: string[];
}

/** A store whose answers take a while, never twice the same: what comes back is not in the order of the questions. */
export function jitteryStore(): Store {
  let questions = 0;
  const later = (answer: () => void) => setTimeout(answer, (questions++ * 7) % 11);
  const store: Store = {
    token: null,
    saved: [],
    getToken: (callback) => later(() => callback(null, store.token)),
    saveToken: (token, callback) =>
      later(() => {
        store.token = token;
        store.saved.push(token.accessToken);
        callback(null);
      }),
  };
  return store;
}

/** A store that says yes and keeps nothing. */
export function forgetfulStore(): Store {
  const store: Store = {
    token: null,
    saved: [],
    getToken: (callback) => callback(null, null),
    saveToken: (token, callback) => {
      store.saved.push(token.accessToken);
      callback(null);
    },
  };
  return store;
}

/** A store that holds the `tokens` one after another, as if another process wrote them; the last one stays. */
export function sharedStore(...tokens: string[]): Store {
  const store: Store = {
    token: null,
    saved: [],
    getToken: (callback) => {
      const accessToken = tokens.length > 1 ? tokens.shift() : tokens[0];
      callback(null, accessToken === undefined ? null : { accessToken });
    },
    saveToken: (token, callback) => {
      store.saved.push(token.accessToken);
      tokens.splice(0, tokens.length, token.accessToken);
      callback(null);
    },
  };
  return store;
}
