import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { check } from "#shared/http/check.ts";
import { type Match, matcher } from "#shared/http/match.ts";
import { listOf, openCursor, sealCursor } from "#shared/http/paging.ts";
import { problemOf } from "#shared/http/problem.ts";
import { limitOf, readBody } from "#shared/http/read-body.ts";
import type { Reply, Request, Route } from "#shared/http/route.ts";
import { limitsOf, type Scope } from "#shared/platform/access/index.ts";
import { admit, authorize, ratesOf } from "./auth.ts";
import { credentialsOf, hasCredentials, type OwnPages } from "./credentials.ts";
import { type IdempotencyWorld, once } from "./idempotency.ts";
import { withinDay } from "./rates.ts";
import { readSessionCookie } from "./session-cookie.ts";

type ApiBase = IdempotencyWorld & { runtime: OwnPages };

/** Logs server-side failures: never a body, an address or a key. */
export type Log = (message: string, details: object) => void;
export type Handle = (
  event: APIGatewayProxyEventV2,
  log?: Log,
) => Promise<APIGatewayProxyStructuredResultV2>;

/** Called after a request with a caller was done, before its answer; failures are only logged. */
export type After<W> = (world: W, route: Route<W>, request: Request, reply: Reply) => Promise<void>;

const SAFE = { "x-content-type-options": "nosniff", "cache-control": "no-store" };

/**
 * The whole API as one function of an HTTP event (payload 2.0) with a percent-encoded `rawPath`.
 * Never throws: every failure becomes a response.
 */
export function dispatch<W extends ApiBase>(
  routes: Route<W>[],
  world: W,
  after: After<W> = async () => {},
): Handle {
  const match = matcher(routes);
  return async (event, log = () => {}) => {
    const { requestId, http } = event.requestContext;
    try {
      const found = match(http.method, event.rawPath);
      const note: After<W> = (...request) =>
        after(...request).catch((error) =>
          log("a change was not recorded", { requestId, ...describe(error) }),
        );
      return toResult(await answer(world, found, event, note), http.method);
    } catch (error) {
      const problem = problemOf(error, requestId);
      if (problem.status >= 500) log("a request failed", { requestId, ...describe(error) });
      return toResult(problem, http.method);
    }
  };
}

/** The size limit of a body still to come, or the response that rejects its request. */
export type Admission = { limitBytes: number } | APIGatewayProxyStructuredResultV2;

/**
 * Checks a request by its head, before a server reads its body: no large body of a rejected request
 * is kept. Never throws.
 */
export function admission<W extends ApiBase>(
  routes: Route<W>[],
  world: W,
): (head: APIGatewayProxyEventV2) => Promise<Admission> {
  const match = matcher(routes);
  return async (head) => {
    const { requestId, http } = head.requestContext;
    try {
      const { route } = match(http.method, head.rawPath);
      const scope = scopeFor(route, head);
      if (scope !== null) await admit(world, credentialsOf(head, world.runtime), scope);
      return { limitBytes: limitOf(route) };
    } catch (error) {
      return toResult(problemOf(error, requestId), http.method);
    }
  };
}

async function answer<W extends ApiBase>(
  world: W,
  { route, params }: Match<W>,
  event: APIGatewayProxyEventV2,
  after: After<W>,
): Promise<Reply> {
  const { headers } = event;
  const { requestId, http } = event.requestContext;
  const scope = scopeFor(route, event);
  const access = scope && (await authorize(world, credentialsOf(event, world.runtime), scope));
  const asked = Object.fromEntries(new URLSearchParams(event.rawQueryString));
  const list = listOf(route.path, params, asked);
  const query = route.query ? openQuery(list, check(route.query, asked, "query")) : {};
  const { body, text } = readBody(route, event);
  const address = http.sourceIp ?? "";
  const request: Request = { params, query, body, headers, address, requestId };
  const sessionToken = readSessionCookie(event);
  if (!access) return route.handle(world, { ...request, ...(sessionToken && { sessionToken }) });
  const { key: caller, ...rest } = access;
  Object.assign(request, { caller, access: rest } satisfies Partial<Request>);
  const key = headers["idempotency-key"];
  const run = async (asked: Request) => {
    const reply = await (route.sends ? sendOne(world, route, asked) : route.handle(world, asked));
    await after(world, route, asked, reply);
    return reply;
  };
  if (route.method !== "POST" || key === undefined) return sealReply(list, await run(request));
  // Not the raw path: `/v1/%6Dessages` is the same request.
  const path = `${route.path} ${JSON.stringify(params)}`;
  const keyed = { caller: caller.id, route: path, key, text, requestId };
  const { secret, safe } = route;
  return once(world, { ...keyed, secret, safe }, (idempotency) => run({ ...request, idempotency }));
}

const openQuery = (list: string, query: Record<string, unknown>) =>
  typeof query.cursor === "string" ? { ...query, cursor: openCursor(list, query.cursor) } : query;

function sealReply(list: string, reply: Reply): Reply {
  const { cursor } = (reply.body ?? {}) as { cursor?: unknown };
  if (typeof cursor !== "string") return reply;
  return { ...reply, body: { ...reply.body, cursor: sealCursor(list, cursor) } };
}

/** Runs a sending route within the key's send limits; an idempotent repeat is not counted again. */
function sendOne<W extends ApiBase>(world: W, route: Route<W>, request: Request) {
  const caller = request.caller!;
  const { sendsPerSecond } = limitsOf(caller);
  const { rates } = ratesOf(world);
  rates.take(`send ${caller.id}`, "sends", sendsPerSecond, world.clock.monotonicMs());
  return withinDay(world, caller, () => route.handle(world, request));
}

/** The scope that this request needs; null when it needs no key and brings none. */
function scopeFor<W>(route: Route<W>, head: APIGatewayProxyEventV2): Scope | "any" | null {
  if (route.scope !== null || route.callerScope === undefined) return route.scope;
  return hasCredentials(head) ? route.callerScope : null;
}

function toResult(
  { status, body, raw, bytes, headers, cookies }: Reply,
  method: string,
): APIGatewayProxyStructuredResultV2 {
  const text = bytes?.toString("base64") ?? raw ?? (body && JSON.stringify(body));
  const type = body && { "content-type": "application/json" };
  const result = {
    statusCode: status,
    headers: { ...SAFE, ...type, ...headers },
    ...(cookies && { cookies }),
  };
  if (method === "HEAD" || text === undefined) return result;
  return { ...result, body: text, ...(bytes && { isBase64Encoded: true }) };
}

/** The error's name, cause and stack; its message could repeat the caller's data. */
function describe(error: unknown) {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = error.stack?.split("\n").filter((line) => /^\s+at /.test(line));
  const cause = error.cause instanceof Error ? error.cause.name : undefined;
  return { error: error.name, cause, stack: frames?.slice(0, 10).join("\n") };
}
