import { expect, test } from "vitest";
import { createHandler } from "#functions/render/handler.ts";
import { packResults } from "#shared/adapters/aws/lambda/render-wire.ts";
import { LambdaRenderer } from "#shared/adapters/aws/lambda/renderer.ts";
import type { CallService } from "#shared/adapters/aws/service-call.ts";
import { systemClock } from "#shared/adapters/node/clock.ts";
import { cpuMs } from "#shared/adapters/node/cpu-time.ts";
import type { Stopwatch } from "#shared/content/rendering/index.ts";
import { Unavailable } from "#shared/kernel/errors.ts";
import type { RenderResult } from "#shared/ports/renderer.ts";
import { compiled, requestFor } from "#test/content/content.ts";
import { rendererContract } from "#test/contracts/renderer.contract.ts";

/** Lambda's own limit of an answer: 6 MB. */
const LAMBDA_BYTES = 6 * 1024 * 1024;

const STOPWATCH: Stopwatch = { cpuMs, monotonicMs: systemClock.monotonicMs };

/** The adapter over the real handler, and the sizes of its answers in bytes. */
function makeRenderer(stopwatch = STOPWATCH) {
  const handler = createHandler(stopwatch);
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
  // How long they take is not the question here, and a crowded machine takes long.
  const { renderer, sizes } = makeRenderer({ ...STOPWATCH, cpuMs: () => 0 });
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

const mails = async (count: number) => {
  const template = await compiled({ html: "<p>{{ data.n }}</p>" });
  return Array.from({ length: count }, (_, n) => ({
    ...requestFor({ ...template, hash: `h${n % 5}` }, { data: { data: { n } } }),
  }));
};
type Asked = { render: { data: { data: { n: number } }; template: { hash: string } }[] };

/** The function, which ends whenever it is asked for a mail that `ends` says so of. */
function mortal(ends: (n: number) => boolean, payload: string) {
  const asked: number[][] = [];
  const call: CallService = async ({ body }) => {
    const { render } = JSON.parse(body) as Asked;
    const numbers = render.map(({ data }) => data.data.n);
    asked.push(numbers);
    if (numbers.some(ends)) {
      return { status: 200, headers: { "x-amz-function-error": "Unhandled" }, text: payload };
    }
    const answer = packResults(
      render.map(() => ({
        ok: true,
        mail: { subject: "s", raw: new Uint8Array(1), dynamicLinks: {} },
      })),
    );
    return { status: 200, headers: {}, text: JSON.stringify(answer) };
  };
  return { renderer: new LambdaRenderer(call, "render"), asked };
}

test.each([
  [
    "an abort",
    '{"errorType":"Runtime.ExitError","errorMessage":"Runtime exited with error: signal: aborted"}',
  ],
  [
    "too much memory",
    '{"errorType":"Runtime.OutOfMemory","errorMessage":"Runtime exited with error: signal: killed"}',
  ],
  [
    "a timeout",
    '{"errorType":"Sandbox.Timedout","errorMessage":"Task timed out after 10.00 seconds"}',
  ],
  [
    "a timeout, as it was told before",
    '{"errorMessage":"2026-03-02 Task timed out after 10.00 seconds"}',
  ],
])("%s of the function costs the mail that brings it about, and no other", async (_, payload) => {
  const { renderer, asked } = mortal((n) => n === 3, payload);
  const results = await renderer.render(await mails(20));
  expect(results.flatMap(({ ok }, n) => (ok ? [] : [n]))).toEqual([3]);
  expect(results[3]).toMatchObject({ broken: true, reason: expect.stringContaining("ended") });
  // The other ten of the second call are not asked for again.
  expect(asked).toHaveLength(2 + 10);
  asked.length = 0;
  // Known from then on: its template's mails go apart, and the batch stays whole.
  await renderer.render(await mails(10));
  expect(asked).toEqual([[0, 1, 2, 4, 5, 6, 7, 9], [3], [8]]);
});

test.each([
  ["an error that it throws", '{"errorType":"Defect","errorMessage":"a header"}'],
  ["code that can't be loaded", '{"errorType":"Runtime.ImportModuleError","errorMessage":"x"}'],
])("%s condemns no mail, and its words are not ours", async (_, payload) => {
  const { renderer } = mortal((n) => n === 3, payload);
  const type = JSON.parse(payload).errorType;
  await expect(renderer.render(await mails(5))).rejects.toEqual(
    new Unavailable(`render failed: Unhandled ${type}`),
  );
});
