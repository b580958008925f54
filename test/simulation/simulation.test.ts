import { expect, test } from "vitest";
import { simulate } from "./simulate.ts";

process.env.POWERTOOLS_LOG_LEVEL = "SILENT";
process.env.POWERTOOLS_METRICS_DISABLED = "true";

/** 1,000 sends in all: one seed for each kind of provider (asked, with a feed, with neither); seed 16 has a rate. */
test.each([
  ["that can be asked", 15],
  ["with a feed and a rate", 16],
  ["with neither", 11],
])(
  "with a provider %s no mail is sent twice, lost, or begun after an unsubscribing",
  async (_, seed) => {
    const sends = 250;
    const { findings, ...result } = await simulate({ sends, seed });
    expect(findings, `replay: npm run sim -- --sends ${sends} --seed ${seed} --trace`).toEqual([]);
    expect(result).toMatchObject({
      duplicates: 0,
      lost: 0,
      afterSuppression: 0,
      unknownUnjustified: 0,
    });
    expect(result.unknown).toBeLessThanOrEqual(result.doubtfulFaults);
    expect(result.sends).toBeGreaterThan(334);
  },
);

test("every delivery doubled, and a crash at one await in two hundred, changes nothing of that", async () => {
  const rates = { doubled: 1, crash: 0.005 };
  const { findings } = await simulate({ sends: 60, seed: 7, rates });
  expect(findings).toEqual([]);
});

test("one seed is one history", async () => {
  const traces = [1, 2].map(() => [] as string[]);
  for (const lines of traces) {
    await simulate({ sends: 20, seed: 5, trace: (line) => lines.push(line) });
  }
  expect(traces[0]).toEqual(traces[1]);
  expect(traces[0]!.length).toBeGreaterThan(100);
});
