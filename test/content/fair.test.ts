import { expect, test } from "vitest";
import { createFairRender } from "#shared/content/rendering/index.ts";
import type { RenderResult } from "#shared/ports/renderer.ts";
import { requestFor } from "./content.ts";

const COSTS: Record<string, number> = { slow: 300, quick: 1 };

/** Renders on a clock that each mail of a template moves by its cost, CPU time and all. */
function makeRender() {
  let cpu = 0;
  let now = 0;
  let rendered = "";
  const template = (hash: string) => ({
    hash,
    subject: "s",
    html: "{{ data.tick }}",
    text: "t",
    links: [],
    variables: [],
  });
  const mail = (hash: string) => {
    let isRead = false;
    const data = {
      get tick() {
        if (isRead) return "";
        isRead = true;
        rendered += hash[0];
        cpu += COSTS[hash]!;
        now += COSTS[hash]!;
        return "";
      },
    };
    return requestFor(template(hash), { data: { data } });
  };
  const render = createFairRender({ cpuMs: () => cpu, monotonicMs: () => now });
  const run = async (slow: number, quick: number) => {
    rendered = "";
    const requests = [
      ...Array.from({ length: slow }, () => mail("slow")),
      ...Array.from({ length: quick }, () => mail("quick")),
    ];
    const results = await render(requests);
    const later = ({ ok, ...result }: RenderResult) => "later" in result && !ok;
    return { rendered, later: results.map(later).filter(Boolean).length };
  };
  return { run, pass: (ms: number) => (now += ms) };
}

test("a template whose mails are slow keeps no others waiting, and rests as long as it took", async () => {
  const { run, pass } = makeRender();
  const first = await run(20, 25);
  expect(first).toEqual({ rendered: `s${"q".repeat(25)}sss`, later: 16 });
  expect(await run(16, 25)).toEqual({ rendered: "q".repeat(25), later: 16 });
  pass(1_200);
  expect((await run(16, 0)).later).toBe(12);
});

test("a batch of quick mails is rendered whole, in any number of templates", async () => {
  const { run } = makeRender();
  expect(await run(0, 300)).toEqual({ rendered: "q".repeat(300), later: 0 });
});

test("one mail at least is rendered, however slow", async () => {
  COSTS.slow = 5_000;
  const { run, pass } = makeRender();
  expect((await run(2, 2)).later).toBe(3);
  pass(10_000);
  expect(await run(1, 0)).toEqual({ rendered: "s", later: 0 });
  COSTS.slow = 300;
});
