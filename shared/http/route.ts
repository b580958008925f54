import type * as z from "zod/mini";
import type { KeyInfo, Scope } from "#shared/platform/access/index.ts";
import type { Session } from "#shared/platform/sessions/index.ts";

/** A query's schema: an object of texts. */
export type QuerySchema = z.ZodMiniType<Fields, Fields>;
type Fields = Record<string, unknown>;
export type Method = "GET" | "PUT" | "POST" | "DELETE";

/** `body` is sent as JSON, `raw` and `bytes` unchanged. */
export type Reply = {
  status: number;
  body?: object;
  raw?: string;
  bytes?: Buffer;
  headers?: Record<string, string>;
  /** `Set-Cookie` lines. */
  cookies?: string[];
};

/**
 * The stored start of an idempotent request: the same when it runs again after a crash, so that ids
 * derived from it repeat. `at` is epoch milliseconds.
 */
export type Idempotency = {
  at: number;
  digest: string;
  /** Reports the contacts (our ids) that the answer names, so that an erasure finds it. */
  names: (contacts: string[]) => void;
};

/** A request whose parts were all checked against its route. */
export type Request<B = unknown, Q = unknown, P = Record<string, string>> = {
  params: P;
  query: Q;
  body: B;
  headers: Record<string, string | undefined>;
  /** The caller's IP address. */
  address: string;
  requestId: string;
  /** Missing only when a public route was called without a key. */
  caller?: KeyInfo;
  /** How the caller showed that: the hash of its key, and the session if it came by one. */
  access?: { keyHash: string; session?: Session };
  /** The session's token among its cookies, on a public route; not yet checked. */
  sessionToken?: string;
  idempotency?: Idempotency;
};

/** One route of the API. `path` has OpenAPI parameters: `/v1/contacts/{id}`. */
export type Route<W> = {
  method: Method;
  path: string;
  /**
   * The scope that a key needs (`admin` may do everything); any: any key will do; null: public, no
   * key.
   */
  scope: Scope | "any" | null;
  /** On a public route that shows more with a key: the scope that the key then needs. */
  callerScope?: Scope;
  summary: string;
  body?: z.ZodMiniType;
  query?: QuerySchema;
  /** The response schema, for the OpenAPI document only. */
  response?: z.ZodMiniType;
  /** The success status; default 200. */
  status?: number;
  limitBytes?: number;
  /** Its answer carries an `ETag`; a write takes `If-Match`, and answers 412 after a change. */
  tagged?: boolean;
  /** Each call sends a mail and counts against the key's send limits. */
  sends?: boolean;
  /** Its answer is a secret: never stored, so never repeated. */
  secret?: boolean;
  /** Changes nothing: its answer is not stored but computed again. */
  safe?: boolean;
  handle: (world: W, request: Request) => Promise<Reply>;
};

type ParamsOf<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? Record<Name, string> & ParamsOf<Rest>
  : unknown;
type Parsed<S> = S extends z.ZodMiniType ? z.output<S> : undefined;

type TypedRoute<
  W,
  P extends string,
  B extends z.ZodMiniType | undefined,
  Q extends QuerySchema | undefined,
> = Omit<Route<W>, "path" | "body" | "query" | "handle"> & {
  path: P;
  body?: B;
  query?: Q;
  handle: (world: W, request: Request<Parsed<B>, Parsed<Q>, ParamsOf<P>>) => Promise<Reply>;
};

/** A route whose handler is typed by its path, query and body schemas. */
export const defineRoute = <
  W,
  const P extends string,
  B extends z.ZodMiniType | undefined = undefined,
  Q extends QuerySchema | undefined = undefined,
>(
  route: TypedRoute<W, P, B, Q>,
): Route<W> => route as unknown as Route<W>;

export const ok = (body: object, headers?: Record<string, string>): Reply => ({
  status: 200,
  body,
  ...(headers && { headers }),
});
export const noContent: Reply = { status: 204 };
