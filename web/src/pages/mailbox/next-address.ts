const NAMES = ["ada", "grace", "alan", "edith", "linus", "radia", "ken", "joan"];

/** An address for the next made-up contact, of those that `taken` does not hold. */
export function nextAddress(taken: readonly string[]): string {
  for (let round = 1; ; round++) {
    for (const name of NAMES) {
      const address = `${name}${round === 1 ? "" : round}@example.com`;
      if (!taken.includes(address)) return address;
    }
  }
}
