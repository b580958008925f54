import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { afterChange } from "#functions/api/after-change.ts";
import { routes } from "#functions/api/routes.ts";
import { dispatch } from "#functions/runtime/http/dispatch.ts";
import type { World } from "#functions/runtime/world.ts";

import { addKey, type Scope } from "#shared/platform/access/index.ts";
import { expectDocumented } from "./fits-document.ts";
import { makeWorld } from "./world.ts";

export type Call = {
  key?: string | null;
  headers?: Record<string, string>;
  /** Each `name=value`. */
  cookies?: string[];
  /** The body as it is, in place of JSON. */
  text?: string;
  base64?: boolean;
  /** The address that it comes from. */
  from?: string;
};
export type Answer = {
  status: number;
  headers: Record<string, string>;
  cookies: string[];
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the API answered
  body: any;
  text: string;
};

/** An event of an HTTP API (payload 2.0) as API Gateway and the standalone server make it. */
export function httpEvent(
  method: string,
  url: string,
  headers: Record<string, string>,
  body: string | undefined,
  base64 = false,
  sourceIp = "192.0.2.1",
): APIGatewayProxyEventV2 {
  const [rawPath = "", rawQueryString = ""] = url.split("?");
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath,
    rawQueryString,
    headers,
    isBase64Encoded: base64,
    ...(body !== undefined && { body: base64 ? Buffer.from(body).toString("base64") : body }),
    requestContext: {
      requestId: "request-1",
      http: { method, path: rawPath, sourceIp },
    },
  } as unknown as APIGatewayProxyEventV2;
}

/** The real API over a world in memory, with a key for each scope. */
export async function makeApi(overrides: Partial<World> = {}) {
  const made = makeWorld(overrides);
  const logged: { message: string; details: object }[] = [];
  const handle = dispatch(routes, made.world, afterChange);
  const scopes: Scope[] = ["admin", "read", "send"];
  for (const scope of scopes) {
    await addKey(made.world, `drip_${scope}`, {
      name: scope,
      scopes: [scope],
      createdAt: made.clock.now(),
      // So that a snapshot changes by nothing but what a request does.
      usedAt: made.clock.now(),
    });
  }
  const call = async (method: string, url: string, body?: unknown, options: Call = {}) => {
    const { key = "drip_admin", headers = {}, cookies, text, base64, from } = options;
    const sent = text ?? (body === undefined ? undefined : JSON.stringify(body));
    const all = {
      ...(key !== null && { authorization: `Bearer ${key}` }),
      ...(sent !== undefined && { "content-type": "application/json" }),
      ...headers,
    };
    const result = await handle(
      { ...httpEvent(method, url, all, sent, base64, from), ...(cookies && { cookies }) },
      (message, details) => logged.push({ message, details }),
    );
    const answered = result.body ?? "";
    const answer: Answer = {
      status: result.statusCode ?? 0,
      headers: (result.headers ?? {}) as Record<string, string>,
      cookies: result.cookies ?? [],
      body:
        answered !== "" && !result.isBase64Encoded && isJson(result.headers)
          ? JSON.parse(answered)
          : undefined,
      text: answered,
    };
    expectDocumented(method, url, answer.status, answer.body);
    return answer;
  };
  /** Everything that is stored and queued, to show that nothing changed. */
  const snapshot = () => {
    const tables = ["people", "library", "due", "index", "keys"];
    return JSON.stringify([
      ...tables.map((name) => made.database.sql.prepare(`SELECT * FROM "${name}"`).all()),
      made.database.sql.prepare("SELECT name, body FROM queue").all(),
    ]);
  };
  const queued = (name: "work" | "deliver-now" | "deliver") =>
    made.database.sql
      .prepare("SELECT body FROM queue WHERE name = ? ORDER BY id")
      .all(name)
      .map((row) => JSON.parse(row.body as string));
  return { ...made, call, logged, snapshot, queued };
}

const isJson = (headers: object = {}) => /json/.test(String(Object(headers)["content-type"]));

export type Api = Awaited<ReturnType<typeof makeApi>>;

/** A workspace that may send: settings and one template. */
export async function setUpSending({ call }: Api) {
  await call("PUT", "/v1/settings", {
    from: { name: "Shop", email: "shop@example.com" },
    postalAddress: "1 Road, Town",
  });
  await call("PUT", "/v1/templates/receipt", { subject: "Your order", html: "<p>Thanks</p>" });
}
