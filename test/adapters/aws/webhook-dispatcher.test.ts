import { expect, test } from "vitest";
import { LambdaWebhookDispatcher } from "#shared/adapters/aws/lambda/webhook-dispatcher.ts";
import type { CallService, ServiceCall } from "#shared/adapters/aws/service-call.ts";
import { Unavailable } from "#shared/kernel/errors.ts";
import { MAX_REQUESTS } from "#shared/queue/index.ts";
import { callerContract, requestOf } from "#test/contracts/webhook-dispatcher.contract.ts";

/** What an asynchronous invocation takes. */
const MAX_PAYLOAD_BYTES = 256 * 1024;

/**
 * The adapter over what Lambda does with an asynchronous invocation: it takes it on and answers
 * nothing.
 */
function makeCaller(status = 202) {
  const calls: ServiceCall[] = [];
  const call: CallService = async (asked) => {
    calls.push(asked);
    return { status, headers: {}, text: "" };
  };
  const requests = (): object[] => calls.flatMap(({ body }) => JSON.parse(body).requests);
  return { webhooks: new LambdaWebhookDispatcher(call, "WebhookSender"), calls, requests };
}

callerContract("Lambda", async () => {
  const { webhooks, requests } = makeCaller();
  return { webhooks, came: async () => requests() };
});

test("the function is invoked without waiting, with no more than it takes", async () => {
  const { webhooks, calls } = makeCaller();
  const large = Array.from({ length: 10 }, (_, n) => requestOf(n, '"'.repeat(100 * 1024)));
  const small = Array.from({ length: 100 }, (_, n) => requestOf(n));
  await webhooks.call([...large, ...small]);
  for (const { path, headers, body } of calls) {
    expect(path).toBe("/2015-03-31/functions/WebhookSender/invocations");
    expect(headers["x-amz-invocation-type"]).toBe("Event");
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(MAX_PAYLOAD_BYTES);
    expect(JSON.parse(body).requests.length).toBeLessThanOrEqual(MAX_REQUESTS);
  }
  expect(calls).toHaveLength(10 + 4);
});

test("an invocation that was not taken on is told", async () => {
  await expect(makeCaller(200).webhooks.call([requestOf(1)])).rejects.toThrow(Unavailable);
});
