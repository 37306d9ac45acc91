import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { TestContext } from 'node:test';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';

import wechat = require('../../../lib/receive/index');

import { listen, listening } from './host';

// Each framework's current version with an application in it, behind a real server.

export type App = [wechat.Config, wechat.Handler];

/** Beside the messages the server answers `/ping` by itself, and a `POST /json` with what it got. */
export type Serve = (t: TestContext, ...app: App) => Promise<string>;

/** A fetch handler behind node:http, as the servers of those frameworks do it. */
function web(handle: (request: Request) => Response | Promise<Response>) {
  return async (req: IncomingMessage, res: ServerResponse) => {
    const init: RequestInit & { duplex?: 'half' } = {
      method: req.method ?? 'GET',
      headers: req.headers as Record<string, string>,
    };
    if (req.method !== 'GET' && req.method !== 'HEAD')
      Object.assign(init, { body: Readable.toWeb(req), duplex: 'half' });
    try {
      const answer = await handle(new Request(`http://${req.headers.host}${req.url}`, init));
      res.writeHead(answer.status, Object.fromEntries(answer.headers));
      res.end(await answer.text());
    } catch {
      res.writeHead(500).end();
    }
  };
}

export const SERVERS: Record<string, Serve> = {
  'node:http': async (t, ...app) => {
    const listener = wechat.node(...app);
    return listen(t, (req, res) => {
      if (req.url === '/ping') res.end('pong');
      else if (req.url === '/json') req.pipe(res);
      else listener(req, res);
    });
  },
  'express 5': async (t, ...app) => {
    const server = express();
    server.set('env', 'test');
    server.get('/ping', (_req, res) => void res.send('pong'));
    server.post('/json', express.json(), (req, res) => void res.json(req.body));
    server.use('/wechat', wechat(...app));
    server.use(((err, _req, res, _next) => {
      res.status(err.status ?? 500).end();
    }) satisfies express.ErrorRequestHandler);
    return listen(t, server);
  },
  'koa 3': async (t, ...app) => {
    const server = new Koa();
    server.silent = true;
    const middleware = wechat.koa(...app);
    server.use((ctx, next) => (ctx.path === '/wechat' ? middleware(ctx, next) : next()));
    server.use(async (ctx) => {
      if (ctx.path === '/ping') ctx.body = 'pong';
      if (ctx.path === '/json') ctx.body = ctx.req;
    });
    return listen(t, server.callback());
  },
  'fastify 5': async (t, ...app) => {
    const server = Fastify();
    server.get('/ping', async () => 'pong');
    server.post('/json', async (request) => request.body);
    server.register(wechat.fastify(...app), { url: '/wechat' });
    t.after(() => server.close());
    return server.listen({ port: 0, host: '127.0.0.1' });
  },
  hono: async (t, ...app) => {
    const server = new Hono();
    const handle = wechat.fetch(...app);
    server.get('/ping', (c) => c.text('pong'));
    server.post('/json', async (c) => c.json(await c.req.json()));
    server.all('/wechat', (c) => handle(c.req.raw));
    return listening(t, createServer(web((request) => server.fetch(request))));
  },
  'fetch alone': async (t, ...app) => {
    const handle = wechat.fetch(...app);
    const routes = async (request: Request) => {
      const { pathname } = new URL(request.url);
      if (pathname === '/ping') return new Response('pong');
      if (pathname === '/json') return Response.json(await request.json());
      return handle(request);
    };
    return listening(t, createServer(web(routes)));
  },
};
