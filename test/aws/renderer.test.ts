import { expect, test } from "vitest";
import { createHandler } from "#functions/render/handler.ts";
import { packResults } from "#shared/adapters/aws/render-wire.ts";
import { LambdaRenderer } from "#shared/adapters/aws/renderer.ts";
import type { CallService } from "#shared/adapters/aws/service-call.ts";
import type { RenderResult } from "#shared/ports/renderer.ts";
import { compiled, requestFor } from "#test/content/content.ts";
import { rendererContract } from "#test/contracts/renderer.contract.ts";

/** Lambda's own limit of an answer: 6 MB. */
const LAMBDA_BYTES = 6 * 1024 * 1024;

/** The adapter over the real handler, and the sizes of its answers in bytes. */
function makeRenderer() {
  const handler = createHandler();
  const context = { getRemainingTimeInMillis: () => 1_000 } as Parameters<typeof handler>[1];
  const sizes: number[] = [];
  const call: CallService = async ({ body }) => {
    try {
      const text = JSON.stringify(await handler(JSON.parse(body), context));
      sizes.push(Buffer.byteLength(text));
      return { status: 200, headers: {}, text };
    } catch (error) {
      const headers = { "x-amz-function-error": "Unhandled" };
      return { status: 200, headers, text: String(error) };
    }
  };
  return { renderer: new LambdaRenderer(call, "render"), sizes };
}

rendererContract("Lambda", async () => ({ ...makeRenderer(), close: async () => {} }));

test("no answer is larger than Lambda allows, and every mail of the largest size arrives", async () => {
  const html = "{% for i in (1..85) %}{{ contact.big }}{% endfor %}";
  const template = await compiled({
    html,
    text: "{% for i in (1..85) %}{{ contact.big }}{% endfor %}",
  });
  const data = { contact: { big: "é".repeat(1_500) } };
  const { renderer, sizes } = makeRenderer();
  const results = await renderer.render(
    Array.from({ length: 10 }, () => requestFor(template, { data })),
  );
  expect(results.map((result) => result.ok && result.mail.raw.length > 1_500_000)).toEqual(
    Array(10).fill(true),
  );
  expect(Math.max(...sizes)).toBeLessThan(LAMBDA_BYTES);
});

test("even a mail that is too large for the limit is answered by itself", () => {
  const raw = new Uint8Array(5_000_000);
  const result: RenderResult = { ok: true, mail: { subject: "s", raw, dynamicLinks: {} } };
  expect(packResults([result, result])).toHaveLength(1);
  expect(packResults([])).toEqual([]);
});
