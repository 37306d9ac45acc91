// What the snippets of README and docs/ take for granted.

declare const api: InstanceType<typeof import('wechat-api')>;
