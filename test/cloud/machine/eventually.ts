import { Budget, pace } from "#test/support/pace.ts";

const BETWEEN_MS = 500;

/**
 * Asks again until `look` finds something, for at most so many `seconds` of a quiet machine: a
 * loaded one has as much longer as it is slower, by a calibration.
 */
export async function eventually<T>(
  seconds: number,
  what: string,
  look: () => Promise<T | undefined | false>,
): Promise<T> {
  const budget = new Budget(seconds);
  for (;;) {
    const began = performance.now();
    const found = await look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
    const slower = await pace();
    if (budget.spend(performance.now() - began, slower)) continue;
    const said = `not seen within ${seconds} seconds of a quiet machine`;
    throw new Error(`${said}, this one being ${slower.toFixed(1)} times slower: ${what}`);
  }
}

/**
 * Asks again for as long as `look` tells something new, however slow it gets on; ends when
 * `isThere` of what it told.
 */
export async function asItGetsOn<T>(
  seconds: number,
  what: string,
  look: () => Promise<T>,
  isThere: (told: T) => boolean,
): Promise<void> {
  for (let told = await look(); !isThere(told); ) {
    const before = JSON.stringify(told);
    told = await eventually(seconds, what, async () => {
      const now = await look();
      return (isThere(now) || JSON.stringify(now) !== before) && now;
    });
  }
}
