import { expect, test } from "vitest";
import { isLong, runs } from "#test/support/long.ts";
import { type FaultName, RATES } from "./faults.ts";
import { tell } from "./history.ts";
import type { Result } from "./simulate.ts";

/**
 * Between them every fault that befalls a whole history (a silent feed, a lowered rate, a pause, an
 * edit, a broken template, a deploy), each at every kind of provider, limited and not, and each two
 * of them together.
 */
const SEEDS = [324, 79, 29, 208, 44, 3, 16];
/** Faults that come as often as this, those of a whole history among them, must have come. */
const OFTEN = 0.25;

const SENDS = runs(160);
const COUNT = isLong ? "two thousand" : "five hundred";

/** `.ci/run` tells as many again, in ten thousand mails of whatever seeds come first. */
test(`in ${COUNT} faulty sends no mail goes twice, is lost, or begins after it was forbidden`, async () => {
  const results: Result[] = [];
  for (const seed of SEEDS) results.push(await tell({ sends: SENDS, seed }));
  for (const { seed, findings, ...result } of results) {
    const replay = `npm run sim -- --sends ${SENDS} --seed ${seed} --shrink`;
    expect(findings, replay).toEqual([]);
    expect(result.unknown, replay).toBeLessThanOrEqual(result.doubtfulFaults);
  }
  const sends = results.reduce((sum, result) => sum + result.sends, 0);
  expect(sends).toBeGreaterThanOrEqual(runs(2_000));
  const fired = new Set(results.flatMap((result) => result.fired.map(({ name }) => name)));
  const often = (Object.keys(RATES) as FaultName[]).filter((name) => RATES[name] >= OFTEN);
  expect(often.filter((name) => !fired.has(name))).toEqual([]);
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
    const { fired } = await tell({ sends: 10, seed: 5, only, trace: (line) => told.push(line) });
    return { told, fired };
  };
  const whole = await lines();
  expect(whole.told.length).toBeGreaterThan(100);
  expect((await lines()).told).toEqual(whole.told);
  const some = new Set(whole.fired.slice(0, 3).map(({ place }) => place));
  expect((await lines(some)).fired).toHaveLength(3);
});
