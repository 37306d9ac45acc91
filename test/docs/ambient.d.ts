// What the snippets of README and docs/ take for granted, and modules that a reader installs.

declare const API: typeof import('wechat-enterprise-api');
declare const api: InstanceType<typeof import('wechat-enterprise-api')>;
declare const wechat: typeof import('wechat-enterprise-api/receive');
declare const config: import('wechat-enterprise-api/receive').Config;
declare const sandbox: Awaited<ReturnType<typeof import('wechat-enterprise-sandbox').createSandbox>>;
declare const media_id: string;
declare const redis: import('redis').RedisClientType;
