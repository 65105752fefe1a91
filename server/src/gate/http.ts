import { randomUUID } from 'node:crypto';

/**
 * The HTTP door: all addresses of wire/api.ts, and the client's files. In order: headers, origin, rate, who, size, route.
 * Its neighbour upgrade.ts is the door for sockets.
 */
import { paths } from '@gloss/shared/wire/api';
import { importBytes, requestBytes } from '@gloss/shared/wire/limits';
import type { MiddlewareHandler } from 'hono';
import { Hono } from 'hono';
import { routePath } from 'hono/route';

import { actRoutes } from './act-routes.ts';
import { atMost, bodiesHeard } from './body.ts';
import { clientFiles } from './client-files.ts';
import { doorsTo } from './doors.ts';
import { downloadRoutes } from './download-routes.ts';
import { draftRoutes } from './draft-routes.ts';
import { FileTurns } from './file-turns.ts';
import { isForm } from './form.ts';
import { secureHeaders } from './headers.ts';
import type { OriginRule } from './origin.ts';
import { participantRoutes } from './participant-routes.ts';
import { recordRoutes } from './record-routes.ts';
import { refusedAs } from './refusals.ts';
import { isRevision, reviseRoutes } from './revise-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { bodiesOfKnownOnly, calmAddresses } from './throttle.ts';
import type { HttpWorld } from './world.ts';

declare module 'hono' {
  interface ContextVariableMap {
    /** What the answer's x-request-id says, too. */
    requestId: string;
  }
}

/** A form around a file has lines of its own. */
const formBytes = importBytes + 16 * 1024;
/** A sign-in token, and what the first person says of themselves. */
const strangerBytes = 4096;

export function buildApp(world: HttpWorld): Hono {
  const doors = doorsTo(world);
  const app = new Hono();
  app.use(noted(world), secureHeaders(world.baseUrl));
  app.use(
    '/api/*',
    neverKept,
    bodiesHeard(formBytes),
    ownOriginOnly(world.originAllowed),
    calmAddresses(world),
  );
  app.post('/api/*', bodiesOfKnownOnly(world, formBytes), bodyLimits());
  app.route('/', sessionRoutes(world, doors));
  const turns = new FileTurns();
  app.route('/', draftRoutes(world, doors, turns));
  app.route('/', reviseRoutes(world, doors, turns));
  app.route('/', actRoutes(world, doors));
  app.route('/', participantRoutes(world, doors));
  app.route('/', downloadRoutes(world, doors));
  app.route('/', recordRoutes(world, doors));
  app.all('/api/*', (c) => refusedAs(c, 'no-such-address'));
  app.route('/', clientFiles(world.clientDir));
  app.notFound((c) => refusedAs(c, 'no-such-address'));
  app.onError((error, c) => {
    // What was on disk stays; what was asked for may or may not be. The sentence says to look.
    const { method } = c.req;
    const asked = { request: c.get('requestId'), method, route: routePath(c) };
    world.log.error({ event: 'request-failed', ...asked, error }, 'A request failed.');
    return refusedAs(c, 'fault');
  });
  return app;
}

const neverKept: MiddlewareHandler = async (c, next) => {
  await next();
  c.res.headers.set('cache-control', 'no-store');
};

function ownOriginOnly(allowed: OriginRule): MiddlewareHandler {
  return async (c, next) => {
    const changesNothing = c.req.method === 'GET' || c.req.method === 'HEAD';
    if (changesNothing || allowed(c.req.header('origin'), c.req.header('host'))) return next();
    return refusedAs(c, 'foreign-origin');
  };
}

/** Only the addresses that take files take large bodies, and only where they come as one. */
function bodyLimits(): MiddlewareHandler {
  const file = atMost(formBytes, 'The file is larger than 10 MB. Nothing was created.');
  const revision = atMost(formBytes, 'The file is larger than 10 MB. Nothing was changed.');
  const request = atMost(requestBytes);
  const token = atMost(strangerBytes);
  return (c, next) => {
    if (c.req.path === paths.enter || c.req.path === paths.leave) return token(c, next);
    if (isRevision(c.req.path)) return revision(c, next);
    return (c.req.path === paths.drafts && isForm(c) ? file : request)(c, next);
  };
}

/**
 * Gives each request a name of its own, which its answer carries and the log quotes. Never the address: a log outlives what
 * somebody may know of drafts.
 */
function noted({ log, onAnswered }: HttpWorld): MiddlewareHandler {
  return async (c, next) => {
    const begun = performance.now();
    const request = randomUUID();
    c.set('requestId', request);
    await next();
    c.res.headers.set('x-request-id', request);
    const answered = {
      method: ordinary.has(c.req.method) ? c.req.method : 'other',
      route: routePath(c),
      status: c.res.status,
      seconds: (performance.now() - begun) / 1000,
    };
    onAnswered?.(answered);
    log.debug({ event: 'request', request, ...answered }, 'Answered.');
  };
}

const ordinary: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST']);
