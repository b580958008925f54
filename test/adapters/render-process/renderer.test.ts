import { expect, onTestFinished, test } from "vitest";
import { RenderProcess } from "#shared/adapters/render-process/process.ts";
import { ProcessRenderer } from "#shared/adapters/render-process/renderer.ts";
import { Unavailable } from "#shared/kernel/errors.ts";
import type { CompiledTemplate, RenderResult } from "#shared/ports/renderer.ts";
import { HEAD } from "#test/support/mail-head.ts";

const template = (hash: string, html: string): CompiledTemplate => ({
  hash,
  subject: "s",
  html,
  text: "t",
  links: [],
  variables: [],
});
const request = (t: CompiledTemplate) => ({ template: t, data: {}, linkUrls: [], head: HEAD });
/** Nearly the most that one mail may cost. */
const HEAVY = template("heavy", "{% for i in (1..40000) %}{{ i }}{% endfor %}");
const FAST = template("fast", "quick");
/**
 * Reading a long path anew for each of many entries: one filter that no limit of Liquid's looks
 * into.
 */
const ENDLESS = template("endless", "{% assign l = (1..100000) | sort: data.path %}");
const endless = () => ({ ...request(ENDLESS), data: { data: { path: "a.".repeat(100_000) } } });
/** Within the limits of Liquid, and beyond a small heap. */
const HUNGRY = "{% assign l = (1..900000) | sort %}";
const SMALL_HEAP_MB = 32;

const open = (options?: ConstructorParameters<typeof ProcessRenderer>[0]) => {
  const renderer = new ProcessRenderer(options);
  onTestFinished(renderer.close);
  return renderer;
};
const oks = (results: RenderResult[]) => results.map(({ ok }) => ok);

test("a mail that never ends costs itself, and the others of its batch and those behind it are rendered", async () => {
  const renderer = open({ batchMs: 1_000, aloneMs: 1_000 });
  await renderer.warm();
  await renderer.render([request(FAST)]);
  const batch = renderer.render([request(FAST), endless(), request(FAST)]);
  const behind = renderer.render([request(FAST)]);
  // It waited for its turn as long as it may take itself.
  expect(oks(await behind)).toEqual([true]);
  const results = await batch;
  expect(oks(results)).toEqual([true, false, true]);
  expect(results[1]).toMatchObject({
    broken: true,
    reason: expect.stringContaining("took longer than 1000 ms"),
  });
});

test("a mail that takes all memory ends its process and costs itself", async () => {
  const renderer = open({ heapMb: SMALL_HEAP_MB });
  const results = await renderer.render([
    request(FAST),
    request(template("hungry", HUNGRY)),
    request(FAST),
  ]);
  expect(oks(results)).toEqual([true, false, true]);
  expect(results[1]).toMatchObject({
    broken: true,
    reason: expect.stringContaining("it ended the renderer (SIG"),
  });
});

test("a source that takes all memory or time holds up no mail", async () => {
  const renderer = open({ heapMb: SMALL_HEAP_MB });
  const saving = renderer.compile({ subject: "s", html: HUNGRY });
  expect(oks(await renderer.render([request(FAST)]))).toEqual([true]);
  expect(await saving).toMatchObject({
    ok: false,
    faults: [{ path: "", message: expect.stringContaining("can't be compiled") }],
  });
  expect(await renderer.compile({ subject: "s", html: "<p>x</p>" })).toMatchObject({ ok: true });
});

test("what can't be sent to the process fails alone, and what follows renders", async () => {
  const renderer = open();
  const fresh = template("fresh", "new");
  const bad = { ...request(fresh), data: { f: () => 1 } };
  await expect(renderer.render([bad])).rejects.toThrow(/can't be sent/);
  expect(oks(await renderer.render([request(fresh)]))).toEqual([true]);
});

test("a process that ended for want of work is started anew", async () => {
  const server = new RenderProcess({ heapMb: 128, idleMs: 0 });
  onTestFinished(() => server.close());
  for (let n = 0; n < 3; n++) {
    expect(await server.call({ render: [] }, 10_000)).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
});

test("after closing nothing renders", async () => {
  const renderer = new ProcessRenderer();
  await renderer.warm();
  const open = renderer.render([request(HEAVY)]);
  const closing = renderer.close();
  await expect(open).rejects.toThrow(Unavailable);
  await closing;
  await expect(renderer.render([])).rejects.toThrow(Unavailable);
});
