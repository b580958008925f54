import { once } from "node:events";
import { expect, test } from "vitest";
import { routes } from "#functions/api/routes.ts";
import { admission } from "#functions/runtime/http/dispatch.ts";
import { readBody } from "#infra/standalone/read-body.ts";
import { RequestThrottle } from "#infra/standalone/request-throttle.ts";
import { hashKey } from "#shared/platform/access/index.ts";
import { startSession } from "#shared/platform/sessions/index.ts";
import { makeApi } from "#test/support/api.ts";
import { listen, read, send } from "./raw-http.ts";

const HOST = "Host: x\r\nConnection: close\r\n";

test.each([
  [
    "headers of 20 KB",
    `GET / HTTP/1.1\r\n${HOST}A: ${"a".repeat(20_000)}\r\n\r\n`,
    431,
    "headers-too-large",
  ],
  ["no HTTP", "GARBAGE\r\n\r\n", 400, "bad-request"],
  ["no host", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400, "bad-request"],
  [
    "two lengths",
    `POST / HTTP/1.1\r\n${HOST}Content-Length: 1\r\nContent-Length: 2\r\n\r\na`,
    400,
    "bad-request",
  ],
  [
    "another expectation",
    `POST / HTTP/1.1\r\n${HOST}Expect: cake\r\n\r\n`,
    417,
    "expectation-failed",
  ],
])("what has %s is answered with a problem document", async (_, text, status, kind) => {
  const { port, events } = await listen();
  expect(read(await send(port, text))).toEqual([status, kind]);
  expect(events).toEqual([]);
});

test("a request that does not come whole in time is answered with 408", async () => {
  const { port, server } = await listen();
  const accepted = once(server, "connection");
  const begun = once(server, "request");
  const answered = send(port, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n");
  const [socket] = await accepted;
  await begun;
  // As Node does by its own clock.
  const late = Object.assign(new Error("late"), { code: "ERR_HTTP_REQUEST_TIMEOUT" });
  server.emit("clientError", late, socket);
  expect(read(await answered)).toEqual([408, "timeout"]);
});

test("Node ends what takes too long, and connections beyond a number", async () => {
  const { server } = await listen();
  expect(server).toMatchObject({
    headersTimeout: 10_000,
    requestTimeout: 60_000,
    keepAliveTimeout: 10_000,
    maxConnections: 1_000,
  });
});

async function listenWithApi() {
  const { world } = await makeApi();
  return listen({ admit: admission(routes, world) });
}
const post = (path: string, headers: string, body: string) =>
  `POST ${path} HTTP/1.1\r\n${HOST}${headers}\r\n${body}`;
const long = (length: number) => `Content-Length: ${length}\r\n`;
const KEY = "Authorization: Bearer drip_admin\r\n";
const MB = 1024 * 1024;

test.each([
  ["no key", "/v1/events", "", 900_000, 401],
  ["a key that is not known", "/v1/events", "Authorization: Bearer drip_wrong\r\n", 900_000, 401],
  ["a key that may not do this", "/v1/events", "Authorization: Bearer drip_read\r\n", 900_000, 403],
  ["more than any body may have", "/v1/events", KEY, MB + 1, 413],
  ["more than a body of this route may have", "/v1/keys", KEY, 70_000, 413],
  ["a path that is none", "/v1/nothing", KEY, 900_000, 404],
])(
  "a large body with %s is dropped, and its request answered",
  async (_, path, headers, size, status) => {
    const { port, events } = await listenWithApi();
    const body = "a".repeat(size);
    const ways = [
      post(path, headers + long(size), body),
      post(
        path,
        `${headers}Transfer-Encoding: chunked\r\n`,
        `${size.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
      ),
    ];
    for (const text of ways) expect(read(await send(port, text))[0]).toBe(status);
    expect(events).toEqual([]);
  },
);

test("cookies come and go as API Gateway passes them", async () => {
  const cookies = ["a=1; Path=/", "b=2; HttpOnly"];
  const { port, events } = await listen(undefined, async () => ({ statusCode: 200, cookies }));
  const text = await send(port, `GET / HTTP/1.1\r\n${HOST}Cookie: x=1; y=2\r\nCookie: z=3\r\n\r\n`);
  expect(text.match(/^set-cookie: .*$/gim)).toEqual([
    "set-cookie: a=1; Path=/",
    "set-cookie: b=2; HttpOnly",
  ]);
  expect([events[0]?.cookies, events[0]?.headers.cookie]).toEqual([
    ["x=1", "y=2", "z=3"],
    undefined,
  ]);
});

test("a large body of a session is read for a page of ours alone", async () => {
  const { world } = await makeApi();
  const { port, events } = await listen({ admit: admission(routes, world) });
  const { token } = await startSession(world, hashKey("drip_admin"));
  const cookie = `Cookie: dripstack_session=${token}\r\n${long(900_000)}`;
  const body = "a".repeat(900_000);
  expect(read(await send(port, post("/v1/events", cookie, body)))[0]).toBe(403);
  expect(events).toEqual([]);
  const own = `X-Dripstack-Console: 1\r\n${cookie}`;
  expect(await send(port, post("/v1/events", own, body))).toMatch(/^HTTP\/1.1 200/);
});

test("a large body of a request that would be taken reaches its function whole", async () => {
  const { port, events } = await listenWithApi();
  const body = "a".repeat(MB);
  await send(port, post("/v1/events", KEY + long(MB), body));
  await send(port, post("/v1/events", `${KEY}Expect: 100-continue\r\n${long(MB)}`, body));
  const chunked = `${MB.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
  await send(port, post("/v1/events", `${KEY}Transfer-Encoding: chunked\r\n`, chunked));
  // What is sent in any form that is no text comes as base64.
  const read = events.map(({ body: text = "", isBase64Encoded }) => [text.length, isBase64Encoded]);
  expect(read).toEqual([
    [MB, false],
    [MB, false],
    [MB, false],
  ]);
});

test("who asks whether to go on is told no before a body is sent", async () => {
  const { port } = await listenWithApi();
  const head = post("/v1/events", `Expect: 100-continue\r\n${long(900_000)}`, "");
  expect(read(await send(port, head))).toEqual([401, "unauthorized"]);
});

test("at most 64 KiB of a body are buffered before the caller is authenticated", async () => {
  const pulled: number[] = [];
  const request = (headers: object) => ({
    headers,
    async *[Symbol.asyncIterator]() {
      for (let n = 1; n <= 40; n++) {
        pulled.push(n);
        yield Buffer.alloc(16 * 1024);
      }
    },
  });
  const refused = { statusCode: 401 };
  const asked: number[] = [];
  const admit = async () => {
    asked.push(pulled.length);
    return refused;
  };
  for (const headers of [{}, { "content-length": "655360" }]) {
    pulled.length = 0;
    expect(await readBody(request(headers) as never, admit)).toBe(refused);
  }
  // At the fifth chunk of 16 KiB, and before the first.
  expect(asked).toEqual([5, 0]);
});

const GET = "GET /c/x HTTP/1.1\r\nHost: x\r\n\r\n";
const answers = (text: string) => text.match(/HTTP\/1\.1 \d+/g);

test("a connection that asks too much gets one answer, late, and no other", async () => {
  const limits = { "/c": { perSecond: 0, burst: 10 } };
  const gate = new RequestThrottle(limits, () => 0);
  const { port, events } = await listen({ throttle: () => gate, holdMs: 1 });
  const text = await send(port, GET.repeat(50));
  expect(answers(text)).toEqual(["HTTP/1.1 200", "HTTP/1.1 200", "HTTP/1.1 429"]);
  expect(text).toMatch(/retry-after: 1\r\n/i);
  expect(events).toHaveLength(2);
});

test("who asks for what there is not, again and again, is answered late and then no more", async () => {
  const gate = new RequestThrottle({ "/c": { perSecond: 1e6, burst: 1e6 } }, () => 0);
  const miss = async () => ({ statusCode: 404 });
  const { port } = await listen({ throttle: () => gate, holdMs: 1 }, miss);
  expect(answers(await send(port, GET.repeat(200)))).toHaveLength(51);
});

test("callers are told apart by what a proxy of ours says of them, and by nothing that they say", async () => {
  const told = "X-Forwarded-For: 198.51.100.1, 192.0.2.7\r\n";
  for (const [isBehindProxy, address] of [
    [true, "192.0.2.7"],
    [false, "127.0.0.1"],
  ] as const) {
    const { port, events } = await listen({ isBehindProxy });
    await send(port, `GET / HTTP/1.1\r\n${HOST}${told}\r\n`);
    expect(events[0]?.requestContext.http.sourceIp).toBe(address);
  }
});
