import { MANIFESTS } from "./manifests.ts";

/** How many copies of a function may run at once: kept for it, and no more than that. */
export type ReservedConcurrency = Readonly<Record<string, number>>;

const ENTRY = /^([a-z-]+)=([1-9]\d{0,3})$/;

/**
 * Below this Lambda turns batches away that their queue then counts as failed, until they are dead
 * letters.
 */
const leastOf = (name: string): number => {
  const { sources } = MANIFESTS.find((manifest) => manifest.name === name)!;
  const atOnce = sources.map((source) => (source.kind === "queue" ? source.maxConcurrency : 0));
  return Math.max(
    1,
    atOnce.reduce((sum, count) => sum + count, 0),
  );
};

/**
 * What `public=20,deliver=40` says, by function; undefined when it says nothing that can be done.
 */
export function readReservedConcurrency(text: string): ReservedConcurrency | undefined {
  const entries = text.split(",").map((entry) => {
    const [, name = "", count] = ENTRY.exec(entry.trim()) ?? [];
    return [name, Number(count)] as const;
  });
  const isGood = entries.every(
    ([name, count], i) =>
      MANIFESTS.some((manifest) => manifest.name === name) &&
      count >= leastOf(name) &&
      entries.findIndex(([other]) => other === name) === i,
  );
  return isGood ? Object.fromEntries(entries) : undefined;
}

/** The least for each function that queues wake, in words. */
export const LEAST = MANIFESTS.filter(({ name }) => leastOf(name) > 1)
  .map(({ name }) => `${name} at least ${leastOf(name)}`)
  .join(", ");
