import { execFile } from "node:child_process";

/** Starts and computes as a function on an emulator does. */
const PROBE = "let x = 0; for (let i = 0; i < 2e7; i++) x = (x * 31 + i) | 0;";
/** What the probe takes on the quiet two-core machine for which budgets are written. */
const QUIET_MS = 150;
const PROBES_AT_START = 3;
/** Other work comes and goes: so long a reading is believed. */
const BELIEVED_MS = 15_000;

const probe = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const began = performance.now();
    execFile(process.execPath, ["-e", PROBE], (error) =>
      error ? reject(error) : resolve((performance.now() - began) / QUIET_MS),
    );
  });

async function calibrate(): Promise<number> {
  const readings: number[] = [];
  for (let i = 0; i < PROBES_AT_START; i++) readings.push(await probe());
  return Math.max(1, readings.toSorted((a, b) => a - b)[PROBES_AT_START >> 1]!);
}

let atStart: Promise<number> | undefined;
let latest: { pace: number; at: number } | undefined;

/**
 * How many times slower this machine is than a quiet one, measured when it is first asked for;
 * never below 1.
 */
export const startPace = (): Promise<number> => {
  atStart ??= calibrate();
  return atStart;
};

/** The same for now: the start's, or more where the machine has become slower. */
export async function pace(): Promise<number> {
  const first = await startPace();
  if (!latest || performance.now() - latest.at > BELIEVED_MS) {
    const reading = await probe();
    latest = { pace: reading, at: performance.now() };
  }
  return Math.max(first, latest.pace);
}

/** A budget in seconds of a quiet machine: what passes on a slower one counts by that much less. */
export class Budget {
  #leftMs: number;

  constructor(seconds: number) {
    this.#leftMs = seconds * 1000;
  }

  /**
   * Takes `ms` of this machine off, which is `pace` times slower. Returns whether anything is left.
   */
  spend(ms: number, pace: number): boolean {
    this.#leftMs -= ms / Math.max(1, pace);
    return this.#leftMs > 0;
  }
}
