import { type Profile, publicId } from "#shared/audience/profiles/index.ts";
import { Conflict, type Fault, InvalidInput } from "#shared/kernel/errors.ts";
import { CALLS_AT_ONCE, mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
import {
  type LiveDefinitions,
  readLiveDefinitions,
} from "#shared/platform/live-definitions/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { type Queue, reevaluation } from "#shared/queue/index.ts";
import { type CheckedRow, type ContactRow, checkRows, takenFault } from "./check-rows.ts";
import { contactListenersOf, needsReevaluation } from "./listeners.ts";
import { type ContactsWorld, changeContact, createContact } from "./save-contact.ts";

type World = ContactsWorld & { table: TableReader<"library">; queue: Queue<"work"> };
/** What to do with a row whose address belongs to another contact. */
type OnConflict = "skip" | "merge" | undefined;

/** `ids`: the contacts by row, null for one left out. */
type PutContacts = {
  ids: (string | null)[];
  created: number;
  changed: number;
  skipped: { index: number; reason: string }[];
  merged: { index: number; contactId: string }[];
};

/**
 * Creates or changes many contacts. All rows are checked before the first is written, so that one
 * fault refuses them all; what fails while writing may have changed some, and can be repeated.
 * `onConflict`: "skip" leaves a row out whose address belongs to another contact, "merge" changes
 * that contact and ignores the row's id; otherwise it is a fault.
 * @throws InvalidInput naming each fault by row and field
 * @throws Unavailable or Conflict when it should be sent again
 */
export async function putContacts(
  world: World,
  rows: ContactRow[],
  onConflict?: OnConflict,
): Promise<PutContacts> {
  const { data: live } = await readLiveDefinitions(world);
  const checked = await checkRows(world, rows, live.attributes);
  refuseFaults(checked, onConflict);
  const saved = await mapConcurrently(
    [...checked.entries()],
    CALLS_AT_ONCE,
    async ([index, one]) =>
      one.holder && onConflict === "skip" ? undefined : save(world, live, one, onConflict, index),
  );
  const listeners = contactListenersOf(live);
  const woken = saved.filter((one, at) => one && needsReevaluation(one, rows[at]!, listeners));
  const messages = woken.map((one) => ({ body: reevaluation(one!.id) }));
  if (messages.length > 0) await world.queue.send("work", messages);
  return resultOf(checked, saved);
}

function refuseFaults(checked: CheckedRow[], onConflict: OnConflict, first = 0): void {
  const faults = checked.flatMap(({ holder, faults: own }, at) => {
    const all: Fault[] = holder && onConflict === undefined ? [...own, takenFault] : own;
    return all.map(({ path, message }) => ({ path: `/contacts/${first + at}${path}`, message }));
  });
  if (faults.length > 0) throw new InvalidInput("the contacts are not valid", faults);
}

/** Where another writer was faster, the row is checked once more. */
function save(
  world: World,
  live: LiveDefinitions,
  first: CheckedRow,
  onConflict: OnConflict,
  index: number,
): Promise<Profile> {
  const { id, ...input } = first.row;
  const listeners = contactListenersOf(live);
  let known: CheckedRow | undefined = first;
  return untilNoConflict(async () => {
    const checked = known ? [known] : await checkRows(world, [first.row], live.attributes);
    known = undefined;
    refuseFaults(checked, onConflict, index);
    const { contact, holder, newId } = checked[0]!;
    const target = holder ?? contact;
    const named = newId === undefined ? input : { ...input, externalId: newId };
    const saved = target
      ? changeContact(world, target, named, listeners)
      : createContact(world, { externalId: id }, input, listeners);
    return saved.catch(toConflict);
  });
}

/** What was right when it was checked is no longer, as when its address was taken meanwhile. */
function toConflict(error: unknown): never {
  if (error instanceof InvalidInput) throw new Conflict(error.message);
  throw error;
}

function resultOf(checked: CheckedRow[], saved: (Profile | undefined)[]): PutContacts {
  const ids = saved.map((profile) => (profile ? publicId(profile) : null));
  const held = checked.flatMap(({ holder }, index) => (holder ? [index] : []));
  return {
    ids,
    created: checked.filter(({ contact, holder }) => !contact && !holder).length,
    changed: checked.filter(({ contact, holder }, at) => saved[at] && (contact || holder)).length,
    skipped: held
      .filter((index) => !saved[index])
      .map((index) => ({ index, reason: takenFault.message })),
    merged: held
      .filter((index) => saved[index])
      .map((index) => ({ index, contactId: ids[index]! })),
  };
}
