import { expect, onTestFinished, test } from "vitest";
import { WorkerRenderer } from "#shared/adapters/embedded/renderer.ts";
import { Unavailable } from "#shared/kernel/errors.ts";
import type { CompiledTemplate } from "#shared/ports/renderer.ts";
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
const SLOW = template("slow", "{% for i in (1..40000) %}{{ i }}{% endfor %}");

test("a call over its limit is rejected with all that wait, and the next finds a new worker", async () => {
  const renderer = new WorkerRenderer({ limitMs: 2_000 });
  onTestFinished(renderer.close);
  await renderer.warm();
  const fast = template("fast", "quick");
  await renderer.render([request(fast)]);
  const stuck = renderer.render(Array.from({ length: 2_000 }, () => request(SLOW)));
  const behind = renderer.render([request(fast)]);
  await expect(stuck).rejects.toThrow(Unavailable);
  await expect(behind).rejects.toThrow(Unavailable);
  expect(await renderer.render([request(fast)])).toMatchObject([{ ok: true }]);
});

test("the limit is for one call, not for its turn behind others", async () => {
  const renderer = new WorkerRenderer({ limitMs: 4_000 });
  onTestFinished(renderer.close);
  await renderer.warm();
  const calls = Array.from({ length: 12 }, () =>
    renderer.render(Array.from({ length: 10 }, () => request(SLOW))),
  );
  expect((await Promise.all(calls)).flat()).toHaveLength(120);
});

test("what can't be sent to the worker fails alone, and what follows renders", async () => {
  const renderer = new WorkerRenderer();
  onTestFinished(renderer.close);
  const fresh = template("fresh", "new");
  const bad = { ...request(fresh), data: { f: () => 1 } };
  await expect(renderer.render([bad])).rejects.toThrow(/can't be sent/);
  expect(await renderer.render([request(fresh)])).toMatchObject([{ ok: true }]);
});

test("after closing nothing renders", async () => {
  const renderer = new WorkerRenderer();
  await renderer.warm();
  const open = renderer.render([request(SLOW)]);
  const closing = renderer.close();
  await expect(open).rejects.toThrow(Unavailable);
  await closing;
  await expect(renderer.render([])).rejects.toThrow(Unavailable);
});
