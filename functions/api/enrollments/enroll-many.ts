import type { Idempotency } from "#shared/http/index.ts";
import { ensureContact, findContact, type Profile } from "#shared/people/index.ts";
import { segmentShards } from "#shared/segments/index.ts";
import type { OnConflict } from "../events/find-people.ts";
import { inGroups } from "../in-groups.ts";
import type { ApiWorld } from "../world.ts";
import { batchOf, eventId, letIn } from "./enroll.ts";
import { findRowFaults, type ListedPerson } from "./find-row-faults.ts";
import { type BadRow, readList, refuseRows } from "./read-list.ts";

export type Options = { includeExisting: boolean; data: Record<string, unknown> };
type Enrolled = { accepted: number; skippedExisting: number; unknown: string[] };
type Chosen = { profile: Profile; index: number; data: Record<string, unknown> };

/** Lets in contacts by their ids; those whom nobody knows are named. */
export async function enrollContacts(
  world: ApiWorld,
  sequence: string,
  contacts: string[],
  options: Options,
  idempotency?: Idempotency,
): Promise<Enrolled> {
  const ids = [...new Set(contacts)];
  const found = await inGroups(ids, (id) => findContact(world, id));
  const chosen = found.flatMap((item, index) =>
    item ? [{ profile: item.data, index, data: options.data }] : [],
  );
  const counts = await enrollChosen(world, sequence, chosen, options, idempotency);
  return { ...counts, unknown: ids.filter((_, i) => !found[i]) };
}

/**
 * Lets in the people of a CSV, who are made where nobody knows them yet. Nobody is when a row is bad, unless those are to
 * be skipped, or with `onConflict: "skip"` those about somebody new whose address another contact has; with "merge" such a
 * row lets in that contact. @throws InvalidInput naming the bad lines
 */
export async function enrollList(
  world: ApiWorld,
  sequence: string,
  { csv, skipBad, onConflict }: { csv: string; skipBad: boolean; onConflict?: OnConflict },
  options: Options,
  idempotency?: Idempotency,
): Promise<Enrolled & { bad: BadRow[] }> {
  const { rows, bad: unreadable } = readList(csv);
  const { people, bad: unfit, taken } = await findRowFaults(world, rows, onConflict);
  const bad = [...unreadable, ...unfit, ...taken].toSorted((a, b) => a.line - b.line);
  const mayBeLeftOut = onConflict === "skip" && bad.length === taken.length;
  if (bad.length > 0 && !skipBad && !mayBeLeftOut) throw refuseRows(bad);
  const chosen = await ensureListed(world, people, options);
  const counts = await enrollChosen(world, sequence, chosen, options, idempotency);
  return { ...counts, unknown: [], bad };
}

async function ensureListed(world: ApiWorld, people: ListedPerson[], { data }: Options) {
  const found = await inGroups(people, async ({ who, rows }) => {
    const profile = await ensureContact(world, who);
    return rows.map(
      (row): Chosen => ({
        profile,
        index: row.line,
        data: { ...data, ...row.data },
      }),
    );
  });
  return found.flat();
}

async function enrollChosen(
  world: ApiWorld,
  sequence: string,
  chosen: Chosen[],
  { includeExisting }: Options,
  idempotency?: Idempotency,
) {
  const batch = batchOf(world, idempotency);
  const taken = chosen.filter(({ profile }) => includeExisting || profile.existing === undefined);
  const events = taken.map(({ profile, index, data }) => ({
    contact: profile.id,
    id: eventId(batch, index),
    at: batch.at,
    data,
  }));
  await letIn(world, sequence, events);
  return { accepted: taken.length, skippedExisting: chosen.length - taken.length };
}

/** Lets in whoever is in a segment when the walk comes to them. */
export async function enrollSegment(
  world: ApiWorld,
  sequence: string,
  segment: string,
  { includeExisting, data }: Options,
  idempotency?: Idempotency,
): Promise<void> {
  const batch = batchOf(world, idempotency);
  const task = {
    do: "enroll",
    sequence,
    id: eventId(batch, 0),
    at: batch.at,
    data,
    includeExisting,
  };
  await walkSegment(world, segment, task);
}

/** Sends a walk through each shard of a segment. */
export const walkSegment = ({ queue }: ApiWorld, id: string, task: object): Promise<void> =>
  queue.send(
    "work",
    segmentShards().map((shard) => ({
      body: { walk: { over: { kind: "segment", id }, shard, task } },
    })),
  );
