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
import {
  type CheckedRow,
  type ContactRow,
  checkRows,
  type OnConflict,
  takenFault,
} from "./check-rows.ts";
import { contactListenersOf, needsReevaluation } from "./listeners.ts";
import { type ContactsWorld, changeContact, createContact } from "./save-contact.ts";

type World = ContactsWorld & { table: TableReader<"library">; queue: Queue<"work"> };

/** `ids`: the contacts by row, null for one left out. */
type PutContacts = {
  ids: (string | null)[];
  created: number;
  changed: number;
  skipped: { index: number; reason: string }[];
  merged: { index: number; contactId: string }[];
};

type Saved = { profile: Profile; how: "created" | "changed" | "merged" } | undefined;

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
  const checked = await checkRows(world, rows, live.attributes, onConflict);
  refuseFaults(checked, onConflict);
  const saved = await mapConcurrently([...checked.entries()], CALLS_AT_ONCE, ([index, one]) =>
    save(world, live, one, onConflict, index),
  );
  const listeners = contactListenersOf(live);
  const woken = saved.filter(
    (one, at) => one && needsReevaluation(one.profile, rows[at]!, listeners),
  );
  const messages = woken.map((one) => ({ body: reevaluation(one!.profile.id) }));
  if (messages.length > 0) await world.queue.send("work", messages);
  return resultOf(saved);
}

function refuseFaults(checked: CheckedRow[], onConflict: OnConflict, first = 0): void {
  const faults = checked.flatMap(({ holder, faults: own }, at) => {
    const all: Fault[] = holder && onConflict === undefined ? [...own, takenFault] : own;
    return all.map(({ path, message }) => ({ path: `/contacts/${first + at}${path}`, message }));
  });
  if (faults.length > 0) throw new InvalidInput("the contacts are not valid", faults);
}

/** Where another writer was faster, the row is checked once more. Undefined: it is left out. */
function save(
  world: World,
  live: LiveDefinitions,
  first: CheckedRow,
  onConflict: OnConflict,
  index: number,
): Promise<Saved> {
  const { id: externalId, ...input } = first.row;
  const listeners = contactListenersOf(live);
  let known: CheckedRow | undefined = first;
  return untilNoConflict(async (): Promise<Saved> => {
    const checked = known
      ? [known]
      : await checkRows(world, [first.row], live.attributes, onConflict);
    known = undefined;
    refuseFaults(checked, onConflict, index);
    const { contact, holder, newId } = checked[0]!;
    if (holder && onConflict === "skip") return undefined;
    const target = holder ?? contact;
    if (!target) {
      const names = { externalId, mustBeNew: true } as const;
      const made = createContact(world, names, input, listeners).catch(toConflict);
      return { profile: await made, how: "created" };
    }
    const named = newId === undefined ? input : { ...input, externalId: newId };
    const profile = await changeContact(world, target, named, listeners).catch(toConflict);
    return { profile, how: holder ? "merged" : "changed" };
  });
}

/** What was right when it was checked is no longer, as when its address was taken meanwhile. */
function toConflict(error: unknown): never {
  if (error instanceof InvalidInput) throw new Conflict(error.message);
  throw error;
}

function resultOf(saved: Saved[]): PutContacts {
  const ids = saved.map((one) => (one ? publicId(one.profile) : null));
  const rowsOf = (how: NonNullable<Saved>["how"] | undefined) =>
    saved.flatMap((one, index) => (one?.how === how ? [index] : []));
  const [created, merged] = [rowsOf("created"), rowsOf("merged")];
  return {
    ids,
    created: created.length,
    changed: rowsOf("changed").length + merged.length,
    skipped: rowsOf(undefined).map((index) => ({ index, reason: takenFault.message })),
    merged: merged.map((index) => ({ index, contactId: ids[index]! })),
  };
}
