// Code to paste: how a program talks to this sandbox.

/**
 * @param {string} corpid
 * @param {{ secret: string, agentid: number } | undefined} app
 */
export function apiSample(corpid, app) {
  const { secret = 'secret', agentid = 0 } = app ?? {};
  return `const api = new API('${corpid}', '${secret}', ${agentid});\napi.prefix = '${location.origin}/cgi-bin/';`;
}

/**
 * How a message gets into this conversation.
 * @param {string} corpid
 * @param {string} userid
 * @param {import('../types.js').Room} room
 */
export function messageSample(corpid, userid, { app, chat, robot }) {
  const content = `msgtype: 'text', text: { content: 'hello' }`;
  if (robot) {
    return `fetch('${location.origin}/cgi-bin/webhook/send?key=${robot.key}', {\n  method: 'POST',\n  body: JSON.stringify({ ${content} }),\n});`;
  }
  if (chat) {
    const body = { chatid: chat.chatid, msgtype: 'text', text: { content: 'hello' } };
    return `POST ${location.origin}/cgi-bin/appchat/send?access_token=…\n\n${JSON.stringify(body, null, 2)}`;
  }
  return `${apiSample(corpid, app)}\napi.send({ touser: '${userid}' }, { ${content} });`;
}
