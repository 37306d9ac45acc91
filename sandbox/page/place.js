// Where the reader is, kept in the address: #/zhangsan/1000002. It can be shared, and the back button works.

/** @typedef {{ userid: string | undefined, room: string | undefined }} Place */

/** @returns {Place} */
export function currentPlace() {
  const [userid, room] = location.hash.replace(/^#\/?/, '').split('/').map(decoded);
  return { userid: userid || undefined, room: room || undefined };
}

/** @param {string} part */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/**
 * @param {string} userid '' for the administrator's view, whose sections are its rooms
 * @param {string} [room]
 */
export function goTo(userid, room) {
  const hash = `#/${encodeURIComponent(userid)}${room === undefined ? '' : `/${encodeURIComponent(room)}`}`;
  if (location.hash !== hash) location.hash = hash;
}

/** @param {() => void} moved */
export function watchPlace(moved) {
  addEventListener('hashchange', moved);
}
