import {
  type ContactsWorld,
  deleteRows,
  markErased,
  removeContact,
} from "#shared/audience/contacts/index.ts";
import { deleteMemberships, listSegments } from "#shared/audience/segments/index.ts";
import { deleteResultPointer, pagesOfResults } from "#shared/automation/requests/index.ts";
import { deleteMembersOf, listSequences } from "#shared/automation/versions/index.ts";
import { forgetInJobs } from "#shared/bulk/index.ts";
import { eachPage } from "#shared/kernel/each-page.ts";
import { mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import { forgetAnswer } from "#shared/platform/access/index.ts";
import type { ExternalTraces } from "#shared/ports/external-traces.ts";
import type { Table } from "#shared/ports/table.ts";
import { TABLE_LIMITS } from "#shared/ports/table-limits.ts";
import { erasureSweep, type Queue } from "#shared/queue/index.ts";
import { putErased } from "./erased-store.ts";
import { planForgetting } from "./forget-in-wheel.ts";
import { withoutContact } from "./without-contact.ts";
import { writeAll } from "./write-all.ts";

/**
 * Longer than any writer that read the contact before takes to write: what it left is swept then.
 */
const SWEEP_SECONDS = 900;
/** Of sequences, segments and answers, which may be thousands. */
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
 * Erases a contact: its rows, its names, and what other rows, waiting messages and mails say of it
 * (docs/contacts.md, Erasure). What suppresses its address stays, as a hash. What was just being
 * written of it is erased a quarter of an hour later, and what is due for it at the next midnight.
 * May be repeated after a failure until it succeeds.
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

/** Erases what was still written of a contact after it was erased. */
export async function sweepErased(world: SweepWorld, contact: string): Promise<void> {
  await removeTraces(world, contact);
  await world.traces.overwrite();
}

/** Everything but the profile and the names, which lead to the rest until that is gone. */
async function removeTraces(world: SweepWorld, contact: string): Promise<{ duringJobs: boolean }> {
  await forgetAnswers(world, contact);
  await leaveAll(world, contact);
  const { isRunning } = await forgetInJobs(world, [contact]);
  await deleteRows(world, contact);
  await world.traces.remove(contact, (body) => withoutContact(body, contact));
  return { duringJobs: isRunning };
}

/**
 * Answers may be thousands, more than one request has time for: what is done is not done again when
 * it is repeated.
 */
async function forgetAnswers(world: SweepWorld, contact: string): Promise<void> {
  for await (const digests of pagesOfResults(world, contact, TABLE_LIMITS.write)) {
    await mapConcurrently(digests, AT_ONCE, (digest) => forgetAnswer(world, digest));
    await writeAll(
      world,
      digests.map((digest) => deleteResultPointer(contact, digest)),
    );
  }
}

/**
 * From every sequence and segment, also those that the contact's own rows do not tell of: a writer
 * that lost a race left one.
 */
async function leaveAll(world: SweepWorld, contact: string): Promise<void> {
  for await (const page of eachPage((after) => listSequences(world, AT_ONCE, after))) {
    await Promise.all(page.map(({ data }) => deleteMembersOf(world, data.id, contact)));
  }
  for await (const page of eachPage((after) => listSegments(world, AT_ONCE, after))) {
    await Promise.all(page.map(({ data }) => deleteMemberships(world, data.id, contact)));
  }
}
