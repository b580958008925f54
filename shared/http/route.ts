import type * as z from "zod/mini";
import type { KeyInfo, Scope } from "#shared/platform/access/index.ts";

/** The schema of a query: of an object, whose fields come as texts. */
export type QuerySchema = z.ZodMiniType<Fields, Fields>;
type Fields = Record<string, unknown>;
export type Method = "GET" | "PUT" | "POST" | "DELETE";

/** `body` is answered as JSON, `raw` and `bytes` as they are. */
export type Reply = {
  status: number;
  body?: object;
  raw?: string;
  bytes?: Buffer;
  headers?: Record<string, string>;
};

/**
 * The stored start of a keyed request: the same when it is run again after a crash, so that whatever is named
 * after it is named the same again. `at` is epoch milliseconds.
 */
export type Idempotency = {
  at: number;
  digest: string;
  /** To be told whom the answer names, by our ids, so that an erasure finds it where it is kept. */
  names: (contacts: string[]) => void;
};

/** A request after the edge: everything in it was checked against its route. */
export type Request<B = unknown, Q = unknown, P = Record<string, string>> = {
  params: P;
  query: Q;
  body: B;
  headers: Record<string, string | undefined>;
  requestId: string;
  /** Missing alone where a public route was asked without a key. */
  caller?: KeyInfo;
  idempotency?: Idempotency;
};

/** One line of the API. `path` names its parameters as OpenAPI does: `/v1/contacts/{id}`. */
export type Route<W> = {
  method: Method;
  path: string;
  /** What a key needs beside `admin`, which may do everything; null for everybody, without a key. */
  scope: Scope | null;
  /** Of a public route that tells more to a caller: what the key needs, where one is sent. */
  callerScope?: Scope;
  summary: string;
  body?: z.ZodMiniType;
  query?: QuerySchema;
  /** What it answers, for the document only. */
  response?: z.ZodMiniType;
  /** Of a good answer; 200 unless given. */
  status?: number;
  limitBytes?: number;
  /** Each call sends a mail, which counts against what its key may send. */
  sends?: boolean;
  /** Its answer is a secret: kept nowhere, so that it can't be given a second time. */
  secret?: boolean;
  /** It changes nothing: its answer is not kept, and is worked out anew when it is asked again. */
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

/** A route whose handler sees its path, query and body by the types of their schemas. */
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
