import * as z from "zod/mini";
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from "zod-openapi";
import type { Route } from "./route.ts";

const Problem = z
  .lazy(() =>
    z.object({
      type: z.string(),
      title: z.string(),
      status: z.int(),
      detail: z.string(),
      requestId: z.string(),
      errors: z.array(z.object({ path: z.string(), message: z.string() })),
    }),
  )
  .register(z.globalRegistry, { id: "Problem" });

const IdempotencyKey = z
  .optional(z.string().check(z.maxLength(255)))
  .register(z.globalRegistry, { description: "Repeated with the same key, a call is done once" });
const IfMatch = z.optional(z.string()).register(z.globalRegistry, {
  description: "The ETag of what was read: writes only if nothing has changed since",
});
const Tag = z.string().register(z.globalRegistry, { description: "Its version, for If-Match" });
const CHANGED = "It has changed since the version in If-Match: load it and send your change again";

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: Problem } },
});

type Schemas = Record<string, object>;

/** The OpenAPI 3.1 document of a route table; `describe` adds words to its named schemas. */
export function describeApi<W>(
  routes: Route<W>[],
  url: string,
  describe: (schemas: Schemas) => void = () => {},
): object {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  }
  const document = createDocument({
    openapi: "3.1.0",
    info: { title: "Dripstack", version: "1" },
    servers: [{ url }],
    components: {
      securitySchemes: {
        key: { type: "http", scheme: "bearer" },
        session: { type: "apiKey", in: "cookie", name: "dripstack_session" },
      },
    },
    security: [{ key: [] }, { session: [] }],
    paths,
  });
  describe((document.components?.schemas ?? {}) as Schemas);
  return document;
}

function operation<W>(route: Route<W>): ZodOpenApiOperationObject {
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const path = z.object(Object.fromEntries(names.map((name) => [name, z.string()])));
  const isTagged = route.tagged === true;
  const isWrite = route.method !== "GET";
  const header = {
    ...(route.method === "POST" && { "Idempotency-Key": IdempotencyKey }),
    ...(isTagged && isWrite && { "If-Match": IfMatch }),
  };
  return {
    operationId: `${route.method.toLowerCase()}${route.path.replaceAll(/\W+/g, "_")}`,
    summary: route.summary,
    ...(route.scope === null && {
      security: route.callerScope ? [{}, { key: [] }, { session: [] }] : [],
    }),
    requestParams: {
      ...(names.length > 0 && { path }),
      ...(route.query && { query: route.query }),
      ...(Object.keys(header).length > 0 && { header: z.object(header) }),
    },
    ...(route.body && {
      requestBody: {
        required: !route.body.safeParse(undefined).success,
        content: { "application/json": { schema: route.body } },
      },
    }),
    responses: {
      [String(route.status ?? 200)]: {
        description: "Done",
        ...(isTagged && route.response && { headers: z.object({ ETag: Tag }) }),
        ...(route.response && { content: { "application/json": { schema: route.response } } }),
      },
      ...(isTagged && isWrite && { 412: problem(CHANGED) }),
      default: problem("A problem"),
    },
  };
}
