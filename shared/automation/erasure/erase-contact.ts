import {
  type ContactsWorld,
  deleteRows,
  markErased,
  removeContact,
} from "#shared/audience/contacts/index.ts";
import { deleteMemberships, listSegments } from "#shared/audience/segments/index.ts";
import { deleteResponsePointer, pagesOfResponses } from "#shared/automation/requests/index.ts";
import { deleteMembersOf, listSequences } from "#shared/automation/versions/index.ts";
import { eraseFromJobs } from "#shared/bulk/index.ts";
import { eachPage } from "#shared/kernel/each-page.ts";
import { mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import { forgetAnswer } from "#shared/platform/idempotency/index.ts";
import type { ExternalTraces } from "#shared/ports/external-traces.ts";
import type { Table } from "#shared/ports/table.ts";
import { TABLE_LIMITS } from "#shared/ports/table-limits.ts";
import { erasureSweep, type Queue } from "#shared/queue/index.ts";
import { putErased } from "./erased-store.ts";
import { planForgetting } from "./forget-in-wheel.ts";
import { withoutContact } from "./without-contact.ts";
import { writeAll } from "./write-all.ts";

/** Longer than a writer that read the contact before its erasure takes to write. */
const SWEEP_SECONDS = 900;
/** Sequences, segments and responses are read in pages of this size. */
const AT_ONCE = 25;

type SweepWorld = {
  table: Table<"people" | "library" | "index", "people" | "index">;
  clock: ContactsWorld["clock"];
  traces: ExternalTraces;
};
type EraseWorld = Omit<SweepWorld & ContactsWorld, "table"> & {
  table: Table<"people" | "library" | "index" | "due", "people" | "index" | "due">;
  queue: Queue<"work">;
};

/**
 * Erases a contact: its rows, its names, and all traces in other rows, queued messages and mails
 * (docs/contacts.md, Erasure). Its suppression stays, as a hash. Concurrent writes are erased a
 * quarter of an hour later, due references at the next midnight. May be repeated after a failure.
 * @throws NotFound
 */
export async function deleteContact(world: EraseWorld, id: string): Promise<void> {
  const profile = await markErased(world, id);
  const sweep = { body: erasureSweep(profile.id), delaySeconds: SWEEP_SECONDS };
  await world.queue.send("work", [sweep]);
  const erased = { contact: profile.id, at: profile.erasedAt!, duringJobs: false };
  await world.table.write([putErased(erased)]);
  await planForgetting(world, world.clock.now());
  const { duringJobs } = await removeTraces(world, profile.id);
  if (duringJobs) await world.table.write([putErased({ ...erased, duringJobs })]);
  await removeContact(world, profile);
  await world.traces.overwrite();
}

/** Erases what was written about a contact after its erasure. */
export async function sweepErased(world: SweepWorld, contact: string): Promise<void> {
  await removeTraces(world, contact);
  await world.traces.overwrite();
}

/** All but the profile and the names, through which the rest is found. */
async function removeTraces(world: SweepWorld, contact: string): Promise<{ duringJobs: boolean }> {
  await forgetResponses(world, contact);
  await removeMemberships(world, contact);
  const { isRunning } = await eraseFromJobs(world, [contact]);
  await deleteRows(world, contact);
  await world.traces.remove(contact, (body) => withoutContact(body, contact));
  return { duringJobs: isRunning };
}

/** There may be more responses than one request can erase: a repeated request continues. */
async function forgetResponses(world: SweepWorld, contact: string): Promise<void> {
  for await (const digests of pagesOfResponses(world, contact, TABLE_LIMITS.write)) {
    await mapConcurrently(digests, AT_ONCE, (digest) => forgetAnswer(world, digest));
    await writeAll(
      world,
      digests.map((digest) => deleteResponsePointer(contact, digest)),
    );
  }
}

/**
 * From every sequence and segment: a writer that lost a race may have left a row that the contact's
 * own rows do not show.
 */
async function removeMemberships(world: SweepWorld, contact: string): Promise<void> {
  for await (const page of eachPage((after) => listSequences(world, AT_ONCE, after))) {
    await Promise.all(page.map(({ data }) => deleteMembersOf(world, data.id, contact)));
  }
  for await (const page of eachPage((after) => listSegments(world, AT_ONCE, after))) {
    await Promise.all(page.map(({ data }) => deleteMemberships(world, data.id, contact)));
  }
}
