import { findSegment, readMemberCounts } from "#shared/audience/segments/index.ts";
import { enrollJob, removeJob } from "#shared/automation/engine/index.ts";
import { type Job, startJob } from "#shared/bulk/index.ts";
import type { Idempotency } from "#shared/http/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import type { ApiWorld } from "../world.ts";
import { batchOf, eventId } from "./enroll.ts";
import type { Options } from "./enroll-many.ts";

/**
 * Starts a job that enrolls a segment's contacts; a call repeated under its key returns the same
 * job.
 * @throws InvalidInput for an unknown segment, and TooMany while ten jobs run
 */
export async function enrollSegment(
  world: ApiWorld,
  sequence: string,
  segment: string,
  { includeExisting, data }: Options,
  idempotency?: Idempotency,
): Promise<Job> {
  const of = await countOf(world, segment);
  const batch = batchOf(world, idempotency);
  const { at } = batch;
  const input = { sequence, segment, id: eventId(batch, 0), at, data, includeExisting };
  return startJob(world, { kind: enrollJob, subject: sequence, input, of }, at);
}

/**
 * Starts a job that ends the runs of a segment's contacts.
 * @throws InvalidInput for an unknown segment, and TooMany while ten jobs run
 */
export async function removeSegment(
  world: ApiWorld,
  sequence: string,
  segment: string,
  idempotency?: Idempotency,
): Promise<Job> {
  const of = await countOf(world, segment);
  const now = idempotency?.at ?? world.clock.now();
  const input = { sequence, segment };
  return startJob(world, { kind: removeJob, subject: sequence, input, of }, now);
}

/** The approximate number of contacts in a segment. */
async function countOf(world: ApiWorld, segment: string): Promise<number | undefined> {
  const item = await findSegment(world, segment);
  if (!item || item.data.deletedAt !== undefined) {
    const message = `there is no segment "${segment}"`;
    throw new InvalidInput("the body is not valid", [{ path: "/segment", message }]);
  }
  return (await readMemberCounts(world, [segment]))[0];
}
