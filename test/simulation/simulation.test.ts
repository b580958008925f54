import { expect, test } from "vitest";
import { tell } from "./history.ts";
import { inThreads } from "./in-threads.ts";
import type { Result } from "./simulate.ts";

const THREADS = 2;

/** 10,000 mails: every kind of provider (asked, with a feed, with neither), a limited rate in every fourth. */
test("in ten thousand faulty sends no mail goes twice, is lost, or begins after it was forbidden", async () => {
  const size = { sends: 500, first: 1, seeds: 13, threads: THREADS };
  const results: Result[] = [];
  await inThreads(size, (result) => results.push(result) > 0);
  for (const { seed, findings, ...result } of results) {
    const replay = `npm run sim -- --sends ${size.sends} --seed ${seed} --shrink`;
    expect(findings, replay).toEqual([]);
    expect(result.unknown, replay).toBeLessThanOrEqual(result.doubtfulFaults);
  }
  const sends = results.reduce((sum, result) => sum + result.sends, 0);
  expect(sends).toBeGreaterThanOrEqual(10_000);
}, 600_000);

test("with a provider that can be asked, and no news lost, nothing stays in doubt", async () => {
  const rates = { feedbackLost: 0, crash: 0.2, lostAnswer: 0.1 };
  const result = await tell({ sends: 60, seed: 1, evidence: "query", rates });
  expect(result).toMatchObject({ findings: [], unknown: 0 });
  expect(result.doubtfulFaults).toBeGreaterThan(0);
});

test("one seed is one history, and a history with few of its faults another", async () => {
  const lines = async (only?: Set<number>) => {
    const told: string[] = [];
    const { fired } = await tell({ sends: 20, seed: 5, only, trace: (line) => told.push(line) });
    return { told, fired };
  };
  const whole = await lines();
  expect(whole.told.length).toBeGreaterThan(100);
  expect((await lines()).told).toEqual(whole.told);
  const some = new Set(whole.fired.slice(0, 3).map(({ place }) => place));
  expect((await lines(some)).fired).toHaveLength(3);
});
