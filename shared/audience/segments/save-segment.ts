import { type Condition, readsOf } from "#shared/audience/conditions/index.ts";
import { eventsAffecting } from "#shared/audience/events/index.ts";
import { Conflict, InvalidInput } from "#shared/kernel/errors.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
import {
  changeLiveDefinitions,
  LIVE_DEFINITIONS_TRIES,
  type LiveDefinitions,
  type LiveSegment,
  readLiveDefinitions,
} from "#shared/platform/live-definitions/index.ts";
import type { Table } from "#shared/ports/table.ts";
import type { Queue } from "#shared/queue/index.ts";
import { nestingFaults } from "./nesting.ts";
import { reevaluate } from "./reevaluate.ts";
import { findSegment, putSegmentRows, type Segment } from "./segment-store.ts";

export type SegmentsWorld = { table: Table<"library", "library">; queue: Queue<"work"> };
type SegmentInput = { name: string; condition: Condition };

const MAX_SEGMENTS = 200;
/** The reads of all segments are stored in one row of the live definitions. */
const MAX_READS_BYTES = 150 * 1024;

/**
 * Creates or changes a segment and reevaluates all contacts. A repeated call only reevaluates.
 * @throws InvalidInput for an unknown segment, a cycle, or too many segments
 * @throws Conflict when it is not at version `expect`, or after too many concurrent writes
 */
export async function saveSegment(
  world: SegmentsWorld,
  id: string,
  input: SegmentInput,
  now: number,
  expect?: number,
): Promise<{ segment: Segment; rowVersion: number }> {
  const saved = await untilNoConflict(
    () => write(world, id, input, now, expect),
    LIVE_DEFINITIONS_TRIES,
  );
  if (!saved) throw new Conflict("another request changed this segment: load it again");
  if (saved.needsReevaluation) await reevaluate(world);
  return saved;
}

async function write(
  { table }: SegmentsWorld,
  id: string,
  { name, condition }: SegmentInput,
  now: number,
  expect: number | undefined,
) {
  const [item, read] = await Promise.all([
    findSegment({ table }, id),
    readLiveDefinitions({ table }),
  ]);
  const before = item?.data;
  const isNew = !before || before.deletedAt !== undefined;
  if (expect === 0 && !isNew) return undefined;
  const isSame = !isNew && JSON.stringify(before.condition) === JSON.stringify(condition);
  if (isSame && before.name === name) {
    return { segment: before, rowVersion: item!.version, needsReevaluation: true };
  }
  if (expect && expect !== item?.version) return undefined;
  const segment: Segment = {
    id,
    name,
    condition,
    version: (before?.version ?? 0) + (isSame ? 0 : 1),
    createdAt: isNew ? now : before.createdAt,
    updatedAt: now,
  };
  const segments = withSegment(read.data, segment);
  const rows = putSegmentRows(segment, expect || (item?.version ?? "absent"));
  await changeLiveDefinitions({ table }, read, { segments }, rows, now);
  return { segment, rowVersion: (item?.version ?? 0) + 1, needsReevaluation: !isSame };
}

/** @throws InvalidInput when the segment's references or size are not valid */
function withSegment(
  live: LiveDefinitions,
  { id, version, createdAt, condition }: Segment,
): NonNullable<LiveDefinitions["segments"]> {
  const { segments: others = {} } = live;
  const faults = nestingFaults(id, condition, others);
  if (faults.length > 0) throw new InvalidInput("the segment is not valid", faults);
  const reads = readsOf(condition);
  const own: LiveSegment = {
    version,
    since: createdAt,
    // All segments are evaluated together: segments that this one reads add no events.
    events: [...eventsAffecting({ ...reads, segments: new Set() })],
    attributes: [...reads.attributes],
    ...(reads.segments.size > 0 && { segments: [...reads.segments] }),
  };
  const segments = { ...others, [id]: own };
  if (Object.keys(segments).length > MAX_SEGMENTS) throw tooMany(`${MAX_SEGMENTS} segments`);
  if (JSON.stringify(segments).length > MAX_READS_BYTES) {
    throw tooMany("the event and attribute names that all segments together now use");
  }
  return segments;
}

function tooMany(what: string): InvalidInput {
  const message = `a workspace has room for at most ${what}`;
  return new InvalidInput(message, [{ path: "/condition", message }]);
}
