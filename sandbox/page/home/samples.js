// How a program sends a message through this sandbox, in four languages.

/**
 * @typedef {object} Place
 * @property {string} origin
 * @property {string} corpid
 * @property {string} secret
 * @property {number} agentid
 * @property {string} userid
 *
 * @typedef {{ id: 'library' | 'curl' | 'python' | 'java', code: (place: Place) => string }} Sample
 */

/** @type {readonly Sample[]} */
export const SAMPLES = [
  { id: 'library', code: library },
  { id: 'curl', code: curl },
  { id: 'python', code: python },
  { id: 'java', code: java },
];

/** @param {Place} place */
function library({ origin, corpid, secret, agentid, userid }) {
  return `const API = require('wechat-enterprise-api');

const api = new API('${corpid}', '${secret}', ${agentid});
api.prefix = '${origin}/cgi-bin/';
api.send({ touser: '${userid}' }, { msgtype: 'text', text: { content: 'hello' } }).then(console.log);`;
}

/** @param {Place} place */
function curl({ origin, corpid, secret, agentid, userid }) {
  const message = JSON.stringify({ touser: userid, agentid, msgtype: 'text', text: { content: 'hello' } });
  return `BASE=${origin}/cgi-bin
TOKEN=$(curl -s "$BASE/gettoken?corpid=${corpid}&corpsecret=${secret}" | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
curl "$BASE/message/send?access_token=$TOKEN" -d '${message}'`;
}

/** @param {Place} place */
function python({ origin, corpid, secret, agentid, userid }) {
  return `import json
from urllib.parse import urlencode
from urllib.request import urlopen

BASE = "${origin}/cgi-bin/"

def call(path, body=None, **query):
    data = None if body is None else json.dumps(body).encode()
    return json.load(urlopen(BASE + path + "?" + urlencode(query), data))

token = call("gettoken", corpid="${corpid}", corpsecret="${secret}")["access_token"]
message = {"touser": "${userid}", "agentid": ${agentid}, "msgtype": "text", "text": {"content": "hello"}}
print(call("message/send", message, access_token=token))`;
}

/** @param {Place} place */
function java({ origin, corpid, secret, agentid, userid }) {
  return `import java.net.URI;
import java.net.http.*;

public class Hello {
    static final HttpClient client = HttpClient.newHttpClient();

    static String call(String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("${origin}/cgi-bin/" + path));
        if (body != null) request.POST(HttpRequest.BodyPublishers.ofString(body));
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    public static void main(String[] args) throws Exception {
        var answer = call("gettoken?corpid=${corpid}&corpsecret=${secret}", null);
        var token = answer.replaceAll(".*\\"access_token\\":\\"([^\\"]*)\\".*", "$1");
        System.out.println(call("message/send?access_token=" + token, """
            {"touser": "${userid}", "agentid": ${agentid}, "msgtype": "text", "text": {"content": "hello"}}"""));
    }
}`;
}
