import {
  type FirstSeen,
  findRecordedEvents,
  type RecordedEvent,
  recordEventIds,
} from "#shared/audience/events/index.ts";
import { Conflict } from "#shared/kernel/errors.ts";
import type { PathOf } from "./check-batch.ts";
import type { IntakeWorld } from "./world.ts";

/** An event of a batch. `contact` is a provisional id until the contact is created. */
export type Candidate = RecordedEvent & {
  index: number;
  /** The sender gave the id. */
  hasOwnId: boolean;
};

/** Events whose id another event has, in the batch or in the last seven days. Writes nothing. */
export async function findReused(world: IntakeWorld, candidates: Candidate[]): Promise<number[]> {
  const groups = await groupById(candidates, (firsts) => findRecordedEvents(world, firsts));
  return groups.flatMap(({ others }) => others.map(({ index }) => index));
}

/**
 * Records the ids that senders gave. Returns the events to enqueue, each once and at its first
 * position; how many are duplicates (also within the batch); and those whose id was taken by
 * another event meanwhile.
 */
export async function dedupBatch<C extends Candidate>(
  world: IntakeWorld,
  candidates: C[],
  now: number,
): Promise<{ unique: C[]; duplicates: number; reused: number[] }> {
  const groups = await groupById(candidates, (firsts) => recordEventIds(world, firsts, now));
  const firstPositions = new Map(groups.map(({ position, same }) => [same[0], position]));
  const unique = candidates
    .filter((one) => !one.hasOwnId || firstPositions.has(one))
    .map((one) => ({ ...one, ...firstPositions.get(one) }));
  const before = groups.map(({ isKnown, same }) => (isKnown ? same.length : same.length - 1));
  return {
    unique,
    duplicates: before.reduce((sum, count) => sum + count, 0),
    reused: groups.flatMap(({ others }) => others.map(({ index }) => index)),
  };
}

export const ID_REUSED = "this id came before with another name or other data";

export const refuseReused = (indices: number[], pathOf: PathOf): Conflict =>
  new Conflict(
    "this id was used for another event",
    indices.map((index) => ({ path: pathOf(index, "id"), message: ID_REUSED })),
  );

/** Groups by contact and id: `same` are repeats of the first event, `others` reuse its id. */
async function groupById<C extends Candidate>(
  candidates: C[],
  lookUp: (firsts: C[]) => Promise<(FirstSeen | undefined)[]>,
) {
  const withId = candidates.filter(({ hasOwnId }) => hasOwnId);
  const groups = [...Map.groupBy(withId, ({ contact, id }) => `${contact}#${id}`).values()];
  const before = await lookUp(groups.map(([first]) => first!));
  return groups.map((group, i) => {
    const { at, ordinal, content } = before[i] ?? group[0]!;
    const [same, others] = [true, false].map((isSame) =>
      group.filter((one) => (one.content === content) === isSame),
    ) as [C[], C[]];
    return { position: { at, ordinal }, isKnown: before[i] !== undefined, same, others };
  });
}
