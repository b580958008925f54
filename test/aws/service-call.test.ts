import { EventEmitter } from "node:events";
import { request } from "node:https";
import { Readable } from "node:stream";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { expect, test, vi } from "vitest";
import { EventBridgeBus } from "#shared/adapters/aws/bus.ts";
import { readParameters } from "#shared/adapters/aws/parameters.ts";
import { LambdaRenderer } from "#shared/adapters/aws/renderer.ts";
import {
  type CallService,
  type ServiceCall,
  serviceCaller,
} from "#shared/adapters/aws/service-call.ts";
import { sign } from "#shared/adapters/aws/sign.ts";
import { Defect, Unavailable } from "#shared/kernel/errors.ts";
import { fakeWire } from "./fake-wire.ts";

vi.mock("node:https");

const NOW = 1_800_000_000_000;
const region = "eu-west-1";
const credentials = { accessKeyId: "AKID", secretAccessKey: "secret", sessionToken: "token" };
const source = { subject: "s", html: "<p>é</p>" };
const event = { type: "message.sent", id: "e", at: NOW + 250, data: { to: "é" } };

/** What the SDK sends to the service, and what we do. */
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
    const answer = { Parameter: { Value: "x" } };
    const wire = fakeWire(() => answer);
    await sdk({ region, credentials, maxAttempts: 1, requestHandler: wire.handler });
    const [theirs] = wire.requests as [(typeof wire.requests)[0]];
    const calls: ServiceCall[] = [];
    await own(async (call) => {
      calls.push(call);
      return { status: 200, headers: {}, text: JSON.stringify(answer) };
    });
    const [{ path = "/", ...ours }] = calls as [ServiceCall];
    expect(`${ours.service}.${region}.amazonaws.com${path}`).toBe(theirs.hostname + theirs.path);
    expect(ours.service).toBe(service);
    expect(JSON.parse(ours.body)).toEqual(JSON.parse(theirs.body));
    expect(theirs.headers).toMatchObject(service === "lambda" ? {} : ours.headers);

    const signed = /SignedHeaders=([^,]+)/.exec(theirs.headers.authorization!)![1]!.split(";");
    const added = ["host", "x-amz-date", "x-amz-security-token"];
    const given = signed.filter((name) => !added.includes(name));
    const headers = Object.fromEntries(given.map((name) => [name, theirs.headers[name]!]));
    const stamp = theirs.headers["x-amz-date"]!;
    const at = stamp.replace(/(....)(..)(..)T(..)(..)(..)Z/, "$1-$2-$3T$4:$5:$6Z");
    const call = { service, region, host: theirs.hostname, path, headers, body: theirs.body };
    expect(sign(call, credentials, Date.parse(at)).authorization).toBe(
      theirs.headers.authorization,
    );
  },
);

/** The answers of the network, one for each try; then what our caller makes of them, and how often it asked. */
async function asking(answers: ({ status: number; text: string } | Error)[]) {
  const sent: string[] = [];
  vi.mocked(request).mockImplementation(((_: object, answered: (response: object) => void) => {
    const call = new EventEmitter();
    const answer = answers[sent.length]!;
    const end = (body: string) => {
      sent.push(body);
      if (answer instanceof Error) return call.emit("error", answer);
      const { status: statusCode, text } = answer;
      const body$ = Readable.from([Buffer.from(text)]);
      return answered(Object.assign(body$, { statusCode, headers: { "x-a": "b" } }));
    };
    return Object.assign(call, { end });
  }) as unknown as typeof request);
  const call = serviceCaller({ AWS_REGION: region }, { now: () => NOW, monotonicMs: () => 0 });
  const result = await call({ service: "ssm", headers: {}, body: "{}", timeoutMs: 1_000 }).catch(
    (error: Error) => error,
  );
  return { result, tries: sent.length };
}

const good = { status: 200, text: "é" };
const broken = { status: 500, text: "" };
const busy = { status: 400, text: '{"__type":"ThrottlingException"}' };

test("a service that is busy or silent is asked three times", async () => {
  expect(await asking([broken, new Error("ECONNRESET"), good])).toEqual({
    result: { status: 200, headers: { "x-a": "b" }, text: "é" },
    tries: 3,
  });
  expect(await asking([busy, busy, busy])).toEqual({ result: expect.any(Unavailable), tries: 3 });
});

test("a refused call is not repeated", async () => {
  const refused = { status: 403, text: '{"__type":"AccessDeniedException"}' };
  expect(await asking([refused])).toEqual({ result: expect.any(Defect), tries: 1 });
});

test("a parameter that there is not is left out, and a right that is missing is not taken for that", async () => {
  const refusing =
    (type: string) =>
    async ({ body }: ServiceCall) => {
      if (body.includes("/a/none"))
        throw new Defect(`ssm refused a call: 400 {"__type":"${type}"}`);
      return { status: 200, headers: {}, text: JSON.stringify({ Parameter: { Value: "v" } }) };
    };
  const names = ["/a/b", "/a/none"];
  expect(await readParameters(refusing("ParameterNotFound"), names)).toEqual(
    new Map([["/a/b", "v"]]),
  );
  await expect(readParameters(refusing("AccessDeniedException"), names)).rejects.toThrow(
    "AccessDenied",
  );
});
