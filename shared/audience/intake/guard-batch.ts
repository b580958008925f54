import {
  type Before,
  findRecordedEvents,
  type RecordedEvent,
  recordEventIds,
} from "#shared/audience/events/index.ts";
import { Conflict } from "#shared/kernel/errors.ts";
import type { PathOf } from "./check-batch.ts";
import type { IntakeWorld } from "./world.ts";

/** An event of a batch. Until its contact is made, `contact` is a name of the batch's own. */
export type Candidate = RecordedEvent & {
  index: number;
  /** Whether its sender gave the id. */
  isGiven: boolean;
};

/**
 * The events whose id stands for another event, in the batch or for seven days; changes nothing.
 */
export async function findReused(world: IntakeWorld, candidates: Candidate[]): Promise<number[]> {
  const groups = await groupById(candidates, (firsts) => findRecordedEvents(world, firsts));
  return groups.flatMap(({ others }) => others.map(({ index }) => index));
}

/**
 * Guards the events that have an id of their sender's. Returns those to hand over, each once and
 * under its first place; how many came before (also within this batch); and those whose id was
 * meanwhile taken by another event.
 */
export async function guardBatch<C extends Candidate>(
  world: IntakeWorld,
  candidates: C[],
  now: number,
): Promise<{ unique: C[]; duplicates: number; reused: number[] }> {
  const groups = await groupById(candidates, (firsts) => recordEventIds(world, firsts, now));
  const sent = new Map(groups.map(({ place, same }) => [same[0], place]));
  const unique = candidates
    .filter((one) => !one.isGiven || sent.has(one))
    .map((one) => ({ ...one, ...sent.get(one) }));
  const before = groups.map(({ isKnown, same }) => (isKnown ? same.length : same.length - 1));
  return {
    unique,
    duplicates: before.reduce((sum, count) => sum + count, 0),
    reused: groups.flatMap(({ others }) => others.map(({ index }) => index)),
  };
}

/** What is wrong with an event whose id stands for another one. */
export const ID_REUSED = "this id came before with another name or other data";

export const refuseReused = (indices: number[], pathOf: PathOf): Conflict =>
  new Conflict(
    "this id was used for another event",
    indices.map((index) => ({ path: pathOf(index, "id"), message: ID_REUSED })),
  );

/**
 * Groups by contact and id; of each, those that say what came first and those that say something
 * else.
 */
async function groupById<C extends Candidate>(
  candidates: C[],
  lookUp: (firsts: C[]) => Promise<(Before | undefined)[]>,
) {
  const given = candidates.filter(({ isGiven }) => isGiven);
  const groups = [...Map.groupBy(given, ({ contact, id }) => `${contact}#${id}`).values()];
  const before = await lookUp(groups.map(([first]) => first!));
  return groups.map((group, i) => {
    const { at, ordinal, content } = before[i] ?? group[0]!;
    const [same, others] = [true, false].map((isSame) =>
      group.filter((one) => (one.content === content) === isSame),
    ) as [C[], C[]];
    return { place: { at, ordinal }, isKnown: before[i] !== undefined, same, others };
  });
}
