import { isFaulty, tell } from "./history.ts";
import type { Options } from "./simulate.ts";

/**
 * Smaller histories to try before the faults of one are thinned out, and seeds to try of each size.
 */
const SIZES = [4, 16, 64, 200];
const SEEDS_PER_SIZE = 25;
/** Histories told while faults are left out. */
const MAX_TRIES = 150;

/**
 * Prints a short history that still fails: the smallest one that does, with as few faults as are
 * needed, and of its steps those that concern who was wronged.
 */
export async function shrink(
  given: { sends: number; seed: number },
  print: (line: string) => void,
): Promise<void> {
  const small = (await smaller(given)) ?? given;
  const whole = await tell(small);
  if (!isFaulty(whole)) {
    print(
      `This history is without a fault: nothing to shrink (--sends ${small.sends} --seed ${small.seed}).`,
    );
    return;
  }
  const needed = await thinOut(
    whole.fired.map(({ place }) => place),
    async (places) => isFaulty(await tell({ ...small, only: new Set(places) })),
  );
  const lines: string[] = [];
  const told: Options = { ...small, only: new Set(needed), trace: (line) => lines.push(line) };
  const { findings } = await tell(told);
  const wronged = findings.flatMap((finding) => /c_[A-Za-z0-9]+/.exec(finding)?.[0] ?? []);
  const isAbout = (line: string) => wronged.some((contact) => line.includes(contact));
  const about = lines.filter((line) => line.includes(" ! ") || isAbout(line));
  for (const line of about) print(line);
  for (const finding of findings) print(finding);
  const faults = whole.fired.filter(({ place }) => needed.includes(place)).map(({ name }) => name);
  print(
    `--sends ${small.sends} --seed ${small.seed}, of ${whole.fired.length} faults: ${faults.join(", ")}`,
  );
}

/** The smallest history that fails, among those with fewer mails. */
async function smaller({ sends, seed }: { sends: number; seed: number }) {
  for (const size of SIZES.filter((one) => one < sends)) {
    for (let i = 0; i < SEEDS_PER_SIZE; i++) {
      const options = { sends: size, seed: seed + i };
      if (isFaulty(await tell(options))) return options;
    }
  }
  return undefined;
}

/**
 * Leaves out as many items as `fails` allows: halves, then quarters, and so on down to single ones
 * (ddmin).
 */
async function thinOut(
  items: number[],
  fails: (items: number[]) => Promise<boolean>,
): Promise<number[]> {
  let kept = items;
  let tries = 0;
  for (let parts = 2; kept.length > 1 && tries < MAX_TRIES; ) {
    const size = Math.ceil(kept.length / parts);
    let found = false;
    for (let from = 0; from < kept.length && tries < MAX_TRIES; from += size) {
      const rest = [...kept.slice(0, from), ...kept.slice(from + size)];
      tries += 1;
      if (!(await fails(rest))) continue;
      kept = rest;
      parts = Math.max(2, parts - 1);
      found = true;
      break;
    }
    if (found) continue;
    if (size === 1) break;
    parts = Math.min(kept.length, parts * 2);
  }
  return kept;
}
