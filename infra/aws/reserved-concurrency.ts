import { MANIFESTS } from "./manifests.ts";

/** Reserved concurrency by function: guaranteed to it, and its maximum. */
type ReservedConcurrency = Readonly<Record<string, number>>;

const ENTRY = /^([a-z-]+)=([1-9]\d{0,3})$/;

/**
 * Below this Lambda throttles batches, which their queue counts as failures until they become dead
 * letters.
 */
const minimumOf = (name: string): number => {
  const { sources } = MANIFESTS.find((manifest) => manifest.name === name)!;
  const atOnce = sources.map((source) => (source.kind === "queue" ? source.maxConcurrency : 0));
  return Math.max(
    1,
    atOnce.reduce((sum, count) => sum + count, 0),
  );
};

/** Parses `public=20,deliver=40`; undefined when it is malformed or can not work. */
export function readReservedConcurrency(text: string): ReservedConcurrency | undefined {
  const entries = text.split(",").map((entry) => {
    const [, name = "", count] = ENTRY.exec(entry.trim()) ?? [];
    return [name, Number(count)] as const;
  });
  const isValid = entries.every(
    ([name, count], i) =>
      MANIFESTS.some((manifest) => manifest.name === name) &&
      count >= minimumOf(name) &&
      entries.findIndex(([other]) => other === name) === i,
  );
  return isValid ? Object.fromEntries(entries) : undefined;
}

/** The minimum of each function with queues, in words. */
export const MINIMUMS = MANIFESTS.filter(({ name }) => minimumOf(name) > 1)
  .map(({ name }) => `${name} at least ${minimumOf(name)}`)
  .join(", ");
