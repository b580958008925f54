import { describe, expect, test } from "vitest";
import type { WebhookDispatcher } from "#shared/ports/webhook-dispatcher.ts";
import type { WebhookRequest } from "#shared/queue/index.ts";

/** A webhooks, and the requests with which the function behind it was invoked. */
export type DispatcherUnderTest = {
  webhooks: WebhookDispatcher<WebhookRequest>;
  /** Resolves when `count` requests came. */
  came: (count: number) => Promise<object[]>;
};

export const requestOf = (n: number, body = "{}"): WebhookRequest => ({
  ...{ id: `msg_${n}`, url: "https://example.com", body, timeoutMs: 1_000, attempt: 1 },
  origin: { contact: "c_1", sequence: "s", entryKey: "-", run: "r", step: "ask", visit: 1 },
});
/** Of the largest size that a step makes, of characters that JSON escapes. */
const LARGE = '"'.repeat(100 * 1024);
/** Contacts of one batch whose steps call a webhook. */
const MANY = 500;

/** What every `WebhookDispatcher` must do where nothing fails. */
export function callerContract(name: string, make: () => Promise<DispatcherUnderTest>) {
  const sorted = (some: object[]) => some.map((one) => JSON.stringify(one)).toSorted();

  describe(`the webhooks on ${name}`, () => {
    test("a request comes as it was", async () => {
      const { webhooks, came } = await make();
      const request = requestOf(1, JSON.stringify({ text: "grüße 😀\u2028\u0001" }));
      await webhooks.call([request]);
      expect(await came(1)).toEqual([request]);
    });

    test("of many each comes, once", async () => {
      const { webhooks, came } = await make();
      const requests = Array.from({ length: MANY }, (_, n) => requestOf(n));
      await webhooks.call(requests);
      expect(sorted(await came(MANY))).toEqual(sorted(requests));
    });

    test("large ones come too", async () => {
      const { webhooks, came } = await make();
      const requests = [1, 2, 3].map((n) => requestOf(n, LARGE));
      await webhooks.call(requests);
      expect(sorted(await came(3))).toEqual(sorted(requests));
    });

    test("no requests are no trouble", async () => {
      const { webhooks } = await make();
      await expect(webhooks.call([])).resolves.toBeUndefined();
    });
  });
}
