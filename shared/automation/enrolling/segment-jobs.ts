import { findSegment, readMemberCounts } from "#shared/audience/segments/index.ts";
import { type Job, startJob } from "#shared/bulk/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { seedOf } from "#shared/platform/idempotency/index.ts";
import type { Options } from "./enroll-many.ts";
import { enrollJob } from "./enroll-segment.ts";
import { eventId } from "./enrolling-event.ts";
import { removeJob } from "./remove-segment.ts";
import type { Call, EnrollWorld } from "./world.ts";

/**
 * Starts a job that enrolls a segment's contacts; a call repeated under its key returns the same
 * job.
 * @throws InvalidInput for an unknown segment, and TooMany while ten jobs run
 */
export async function enrollSegment(
  world: EnrollWorld,
  sequence: string,
  segment: string,
  { includeExisting, data }: Options,
  call?: Call,
): Promise<Job> {
  const of = await countOf(world, segment);
  const seed = seedOf(world, call);
  const { at } = seed;
  const input = { sequence, segment, id: eventId(seed, 0), at, data, includeExisting };
  return startJob(world, { kind: enrollJob, subject: sequence, input, of }, at);
}

/**
 * Starts a job that ends the runs of a segment's contacts.
 * @throws InvalidInput for an unknown segment, and TooMany while ten jobs run
 */
export async function removeSegment(
  world: EnrollWorld,
  sequence: string,
  segment: string,
  call?: Call,
): Promise<Job> {
  const of = await countOf(world, segment);
  const now = call?.at ?? world.clock.now();
  const input = { sequence, segment };
  return startJob(world, { kind: removeJob, subject: sequence, input, of }, now);
}

/** The approximate number of contacts in a segment. */
async function countOf(world: EnrollWorld, segment: string): Promise<number | undefined> {
  const item = await findSegment(world, segment);
  if (!item || item.data.deletedAt !== undefined) {
    const message = `there is no segment "${segment}": GET /v1/segments lists them`;
    throw new InvalidInput("the body is not valid", [{ path: "/segment", message }]);
  }
  return (await readMemberCounts(world, [segment]))[0];
}
