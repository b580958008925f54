import { Conflict } from "#shared/kernel/errors.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
import {
  changeLiveDefinitions,
  LIVE_DEFINITIONS_TRIES,
  readLiveDefinitions,
  type SegmentUsers,
  usersOfSegment,
} from "#shared/platform/live-definitions/index.ts";
import { reevaluate } from "./reevaluate.ts";
import type { SegmentsWorld } from "./save-segment.ts";
import { getSegment, putDeleted } from "./segment-store.ts";

/**
 * Deletes a segment that nothing reads. Its members leave it without an event.
 * @throws NotFound
 * @throws Conflict when another segment or a live sequence reads it
 */
export async function deleteSegment(world: SegmentsWorld, id: string, now: number): Promise<void> {
  const readers = await untilNoConflict(async () => {
    const [{ data, version }, live] = await Promise.all([
      getSegment(world, id),
      readLiveDefinitions(world),
    ]);
    const { [id]: _, ...segments } = live.data.segments ?? {};
    const found = namesOf(usersOfSegment(live.data, id));
    if (found.length > 0) return found;
    await changeLiveDefinitions(world, live, { segments }, [putDeleted(data, now, version)], now);
    return [];
  }, LIVE_DEFINITIONS_TRIES);
  if (readers.length > 0)
    throw new Conflict(`this segment is still used by ${readers.join(", ")}: change those first`);
  await reevaluate(world, { segment: id });
}

const namesOf = ({ segments, sequences }: SegmentUsers): string[] => [
  ...segments.map((id) => `segment "${id}"`),
  ...sequences.map((id) => `sequence "${id}"`),
];
