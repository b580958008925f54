import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { GetAccountCommand, SESv2Client } from "@aws-sdk/client-sesv2";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { manifest as api } from "#functions/api/manifest.ts";
import { manifest as render } from "#functions/render/manifest.ts";
import { EventBridgeBus } from "#shared/adapters/aws/eventbridge/bus.ts";
import { LambdaRenderer } from "#shared/adapters/aws/lambda/renderer.ts";
import {
  type CallService,
  type ServiceCall,
  serviceCaller,
} from "#shared/adapters/aws/service-call.ts";
import { sesQuota } from "#shared/adapters/aws/ses/quota.ts";
import { sign } from "#shared/adapters/aws/sign.ts";
import { readParameters } from "#shared/adapters/aws/ssm/parameters.ts";
import { Defect, Unavailable } from "#shared/kernel/errors.ts";
import { SECOND_MS } from "#shared/kernel/time.ts";
import { fakeWire } from "./fake-wire.ts";

const NOW = 1_800_000_000_000;
const region = "eu-west-1";
const credentials = { accessKeyId: "AKID", secretAccessKey: "secret", sessionToken: "token" };
const source = { subject: "s", html: "<p>é</p>" };
const event = { type: "message.sent", id: "e", at: NOW + 250, data: { to: "é" } };

beforeEach(() => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", credentials.accessKeyId);
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** What the SDK sends to the service, and what we do; by the service's name in signatures. */
const CASES = {
  ssm: {
    sdk: (options: object) =>
      new SSMClient(options).send(new GetParameterCommand({ Name: "/a/b", WithDecryption: true })),
    own: (call: CallService) => readParameters(call, ["/a/b"]),
  },
  events: {
    sdk: (options: object) => {
      const { type, id, at, data } = event;
      const Detail = JSON.stringify({ id, at, data });
      const where = { EventBusName: "bus", Source: "dripstack", DetailType: type };
      const entry = { ...where, Time: new Date(at), Detail };
      return new EventBridgeClient(options).send(new PutEventsCommand({ Entries: [entry] }));
    },
    own: (call: CallService) => new EventBridgeBus(call, "bus").publish([event]),
  },
  ses: {
    sdk: (options: object) => new SESv2Client(options).send(new GetAccountCommand({})),
    own: (call: CallService) => sesQuota(call).current(),
  },
  lambda: {
    sdk: (options: object) => {
      const Payload = Buffer.from(JSON.stringify({ compile: source }));
      return new LambdaClient(options).send(
        new InvokeCommand({ FunctionName: "Render-1", Payload }),
      );
    },
    own: (call: CallService) => new LambdaRenderer(call, "Render-1").compile(source),
  },
};

test.each(Object.entries(CASES))(
  "a call of %s goes where the SDK's goes, with the same body and signature",
  async (service, { sdk, own }) => {
    const answer = { Parameter: {}, SendQuota: { MaxSendRate: 14 } };
    const wire = fakeWire(() => answer);
    await sdk({ region, credentials, maxAttempts: 1, requestHandler: wire.handler });
    const [theirs] = wire.requests as [(typeof wire.requests)[0]];
    const calls: ServiceCall[] = [];
    await own(async (call) => {
      calls.push(call);
      return { status: 200, headers: {}, text: JSON.stringify(answer) };
    });
    const [{ path = "/", method = "POST", ...ours }] = calls as [ServiceCall];
    expect(method).toBe(theirs.method);
    expect(`${ours.host ?? service}.${region}.amazonaws.com${path}`).toBe(
      theirs.hostname + theirs.path,
    );
    expect(ours.service).toBe(service);
    expect(JSON.parse(ours.body || "{}")).toEqual(JSON.parse(theirs.body || "{}"));
    expect(theirs.headers).toMatchObject(service === "lambda" ? {} : ours.headers);

    const signed = /SignedHeaders=([^,]+)/.exec(theirs.headers.authorization!)![1]!.split(";");
    const added = ["host", "x-amz-date", "x-amz-security-token"];
    const given = signed.filter((name) => !added.includes(name));
    const headers = Object.fromEntries(given.map((name) => [name, theirs.headers[name]!]));
    const stamp = theirs.headers["x-amz-date"]!;
    const at = stamp.replace(/(....)(..)(..)T(..)(..)(..)Z/, "$1-$2-$3T$4:$5:$6Z");
    const host = theirs.hostname;
    const call = { service, region, host, method, path, headers, body: theirs.body ?? "" };
    const { authorization } = await sign(call, credentials, Date.parse(at));
    expect(authorization).toBe(theirs.headers.authorization);
  },
);

type Told = { status: number; text: string; date?: string; fault?: string };
/** Nothing but a broken connection. */
const LOST = undefined;

const ask = (call: CallService): Promise<unknown> =>
  call({ service: "ssm", headers: {}, body: "{}", timeoutMs: 1_000 });

type Answers = (Told | typeof LOST)[] | ((signedAt: string) => Told);

/**
 * The answers of a real server, one for each try or by the date that the try is signed with; then
 * what our caller makes of them, and what it sent.
 */
async function asking(answers: Answers, atOnce = 1, how = ask) {
  const dates: string[] = [];
  const server = createServer((request, response) => {
    const signedAt = String(request.headers["x-amz-date"]);
    const answer = Array.isArray(answers) ? answers[dates.length] : answers(signedAt);
    dates.push(signedAt);
    request.resume();
    if (!answer) return void request.socket.destroy();
    const { status, text, date = new Date(NOW).toUTCString(), fault } = answer;
    const headers = { "x-a": "b", date, ...(fault && { "x-amz-function-error": fault }) };
    response.writeHead(status, headers).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const AWS_ENDPOINT_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clock = { now: () => NOW, realNow: () => NOW, monotonicMs: () => 0 };
  const call = serviceCaller({ AWS_REGION: region, AWS_ENDPOINT_URL }, clock);
  const calls = Array.from({ length: atOnce }, () => how(call).catch((error: Error) => error));
  const results = await Promise.all(calls);
  server.closeAllConnections();
  server.close();
  return { result: results[0], results, tries: dates.length, dates };
}

const good = { status: 200, text: "é" };
const broken = { status: 500, text: "" };
const busy = { status: 400, text: '{"__type":"ThrottlingException"}' };

test("a service that is busy or silent is asked three times", async () => {
  expect(await asking([broken, LOST, good])).toMatchObject({
    result: { status: 200, headers: expect.objectContaining({ "x-a": "b" }), text: "é" },
    tries: 3,
  });
  expect(await asking([busy, busy, busy])).toMatchObject({
    result: expect.any(Unavailable),
    tries: 3,
  });
});

test("a refused call is not repeated", async () => {
  const refused = { status: 403, text: '{"__type":"AccessDeniedException"}' };
  expect(await asking([refused])).toMatchObject({ result: expect.any(Defect), tries: 1 });
});

const said = "no access for ada@example.com";
test.each([
  ["refused a call: 400 AccessDenied", 400, { __type: "com.amazon#AccessDenied", message: said }],
  ["refused a call: 403 ", 403, { message: said }],
  ["does not answer: 503 Busy", 503, { __type: "Busy", message: said }],
])(
  "an error says the status and the name of an answer, never its words: %s",
  async (what, status, body) => {
    const answer = { status, text: JSON.stringify(body) };
    const { result } = await asking([answer, answer, answer]);
    expect((result as Error).message).toBe(`ssm ${what}`);
  },
);

test("a connection that breaks is named", async () => {
  const { result } = await asking([LOST, LOST, LOST]);
  expect((result as Error).message).toBe("ssm does not answer: 503 ECONNRESET");
});

test("a clock that is a day off is set by the service's, and a good answer is never asked for again", async () => {
  const theirs = new Date(NOW - 24 * 3600_000);
  const expired = { status: 403, text: "Signature expired", date: theirs.toUTCString() };
  const answer = { ...good, date: theirs.toUTCString() };
  const { tries, dates } = await asking([expired, answer]);
  expect(tries).toBe(2);
  expect(dates[1]).toBe(theirs.toISOString().replace(/[-:]|\.\d{3}/g, ""));
  expect((await asking([answer])).tries).toBe(1);
});

test("calls under way at once are all asked again when the first of them has set the clock", async () => {
  const theirs = new Date(NOW - 4 * 24 * 3600_000);
  const date = theirs.toUTCString();
  const early = { status: 400, text: "Signature not yet current", date };
  const stamp = theirs.toISOString().replace(/[-:]|\.\d{3}/g, "");
  const byDate = (signedAt: string) => (signedAt === stamp ? { ...good, date } : early);
  const { results, tries } = await asking(byDate, 3);
  expect(results).toEqual(results.map(() => expect.objectContaining({ status: 200 })));
  expect(tries).toBe(6);
});

/**
 * Time-outs of calls end at once up to `takesMs`, the time that each answer takes, and never
 * beyond.
 */
function answersTake(takesMs: number) {
  const set: number[] = [];
  const spy = vi.spyOn(AbortSignal, "timeout").mockImplementation((ms) => {
    set.push(ms);
    return ms > takesMs ? new AbortController().signal : AbortSignal.abort(new Error("too late"));
  });
  onTestFinished(() => spy.mockRestore());
  return set;
}
const compile = (call: CallService) => new LambdaRenderer(call, "Render-1").compile(source);

test("a source that hangs until the time of `render` is over is at fault itself", async () => {
  const text =
    '{"errorType":"Sandbox.Timedout","errorMessage":"Task timed out after 10.00 seconds"}';
  answersTake(render.timeoutSeconds * SECOND_MS);
  expect(await asking([{ status: 200, text, fault: "Unhandled" }], 1, compile)).toMatchObject({
    result: { ok: false, faults: [{ message: expect.stringContaining("within the limits") }] },
    tries: 1,
  });
});

test("all tries of a compilation end before the call of the API does, and a lost one is repeated", async () => {
  const set = answersTake(0);
  const compiled = { status: 200, text: '{"ok":true}' };
  expect(await asking([LOST, busy, compiled], 1, compile)).toMatchObject({
    result: { ok: true },
    tries: 3,
  });
  const allMs = set.reduce((sum, ms) => sum + ms, 0);
  expect(allMs).toBeLessThan(api.timeoutSeconds * SECOND_MS);
  const late = answersTake(Number.POSITIVE_INFINITY);
  const { result } = await asking([], 1, compile);
  expect([result, late.length]).toEqual([expect.any(Unavailable), 1]);
});
