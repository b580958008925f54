import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildConsole } from "#infra/console/build.ts";
import { isStale } from "#infra/console/sources.ts";
import { readBudgets } from "#test/budgets/budgets.ts";
import {
  hasChromium,
  launchChromium,
  type ReadyPage,
  readyMs,
} from "#test/support/console-ready.ts";
import { Program } from "#test/support/program.ts";
import { tempFolder } from "#test/support/temp-folder.ts";

/** Budgets are for a quiet machine: only what no load explains fails; the rest is printed. */
const LOADED = 10;
const RUNS = 3;

const canRun = hasChromium() || process.env.CI !== undefined;

describe.skipIf(!canRun)("how soon a page can be used", () => {
  let program: Program;
  let browser: Browser;
  beforeAll(async () => {
    if (isStale()) await buildConsole();
    program = await Program.start(tempFolder("ready"));
    browser = await launchChromium();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await program?.end("SIGTERM");
  });

  const budgets = Object.entries(readBudgets().consoleReadyMs) as [ReadyPage, number][];
  test.each(budgets)(
    "%s: the median of three is printed beside its budget",
    async (page, budget) => {
      const taken: number[] = [];
      for (let run = 0; run < RUNS; run++) taken.push(await readyMs(browser, program.ready, page));
      const median = taken.toSorted((a, b) => a - b)[1]!;
      process.stderr.write(`${page} ready after ${Math.round(median)} ms of ${budget} ms\n`);
      expect(median).toBeLessThanOrEqual(budget * LOADED);
    },
  );
});
