import { readFileSync } from "node:fs";

export type Budgets = {
  /** Of README.md at most; asserted. */
  readmeBytes: number;
  /** Of a function's bundle at most, or of any other's; null where it has no limit. Asserted. */
  bundleKb: Record<string, number | null> & { any: number };
  /**
   * Of the console, compressed, at most: its first load, and what each lazy chunk adds to it by its
   * source, or any other's. Asserted.
   */
  consoleKb: { js: number; css: number; own: Record<string, number> & { any: number } };
  /**
   * Until a page of the console can be used, on two quiet cores over loopback; printed, and
   * asserted at four times as much.
   */
  consoleReadyMs: { home: number; sequence: number };
  /** Of each stage of `.ci/run` on two quiet cores; printed beside what it took, never asserted. */
  stageSeconds: Record<string, number>;
};

const FILE = new URL("../budgets.json", import.meta.url);

export const readBudgets = (): Budgets => JSON.parse(readFileSync(FILE, "utf8")) as Budgets;
