// Thin: each says how its framework's requests and responses look to the middleware. Frameworks are known by their
// shape alone and never imported.

export { middlewareFor } from './app';
export { fastify } from './fastify';
export { fetch } from './fetch';
export { koa } from './koa';
export { node } from './node';
