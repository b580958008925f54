import { ensureContact, findContact, readListenersOnce } from "#shared/audience/contacts/index.ts";
import type { OnConflict } from "#shared/audience/intake/index.ts";
import { type Profile, publicId } from "#shared/audience/profiles/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import { CALLS_AT_ONCE, mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import { seedOf } from "#shared/platform/idempotency/index.ts";
import { eventId } from "./enrolling-event.ts";
import { findRowFaults, type ListedContact } from "./find-row-faults.ts";
import { type BadRow, readList, refuseRows } from "./read-list.ts";
import { queueEnrolling } from "./send-work.ts";
import { NAMED_BEFORE, whyNotEnrolled } from "./why-not-enrolled.ts";
import type { Call, EnrollWorld } from "./world.ts";

export type Options = { includeExisting: boolean; data: Record<string, unknown> };
/** A contact that will not be enrolled, as things stand; `line` is set when a list names it. */
type NotEnrolled = { contactId: string; line?: number; reason: string };
type Enrolled = {
  accepted: number;
  skippedExisting: number;
  unknown: string[];
  /** The first {@link MAX_NAMED}; left out when there are none. */
  notEntering?: NotEnrolled[];
  notEnteringInAll?: number;
};
type Selected = { profile: Profile; index: number; line?: number; data: Record<string, unknown> };

/** The most contacts a caller may name by id. */
const MAX_NAMED = 1_000;

/**
 * Enrolls contacts by their ids. The answer names unknown ids and contacts that will not enter.
 */
export async function enrollContacts(
  world: EnrollWorld,
  program: Program,
  contacts: string[],
  options: Options,
  call?: Call,
): Promise<Enrolled> {
  const ids = [...new Set(contacts)];
  const found = await mapConcurrently(ids, CALLS_AT_ONCE, (id) => findContact(world, id));
  const selected = found.flatMap((item, index) =>
    item ? [{ profile: item.data, index, data: options.data }] : [],
  );
  const counts = await enrollSelected(world, program, selected, options, call);
  const known = new Map(ids.map((id, i) => [id, found[i]?.data]));
  const twice = contacts.flatMap((id, i) => {
    const profile = contacts.indexOf(id) < i ? known.get(id) : undefined;
    return profile ? [profile] : [];
  });
  call?.names(twice.map(({ id }) => id));
  const again = twice.map((profile) => ({ contactId: publicId(profile), reason: NAMED_BEFORE }));
  const { notEntering = [], ...rest } = counts;
  const unknown = ids.filter((_, i) => !found[i]);
  return { ...rest, ...nameAll([...notEntering, ...again]), unknown };
}

/**
 * Enrolls the contacts of a CSV and creates unknown ones. Enrolls none when a row is bad, unless
 * `skipBad` is set, or `onConflict` is "skip" and the only bad rows are new contacts whose address
 * another contact has; with "merge" such a row enrolls that contact.
 * @throws InvalidInput naming the bad lines
 */
export async function enrollList(
  world: EnrollWorld,
  program: Program,
  { csv, skipBad, onConflict }: { csv: string; skipBad: boolean; onConflict?: OnConflict },
  options: Options,
  call?: Call,
): Promise<Enrolled & { bad: BadRow[] }> {
  const { rows, bad: unreadable } = readList(csv);
  const { listed, bad: invalid, taken } = await findRowFaults(world, rows, onConflict);
  const bad = [...unreadable, ...invalid, ...taken].toSorted((a, b) => a.line - b.line);
  const maySkip = onConflict === "skip" && bad.length === taken.length;
  if (bad.length > 0 && !skipBad && !maySkip) throw refuseRows(bad);
  const selected = await ensureListed(world, listed, options);
  const counts = await enrollSelected(world, program, selected, options, call);
  return { ...counts, unknown: [], bad };
}

async function ensureListed(world: EnrollWorld, listed: ListedContact[], { data }: Options) {
  const readListeners = readListenersOnce(world);
  const found = await mapConcurrently(listed, CALLS_AT_ONCE, async ({ subject, rows }) => {
    const profile = await ensureContact(world, subject, readListeners);
    return rows.map(
      (row): Selected => ({
        profile,
        index: row.line,
        line: row.line,
        data: { ...data, ...row.data },
      }),
    );
  });
  return found.flat();
}

async function enrollSelected(
  world: EnrollWorld,
  program: Program,
  selected: Selected[],
  { includeExisting }: Options,
  call?: Call,
) {
  const seed = seedOf(world, call);
  const accepted = selected.filter(
    ({ profile }) => includeExisting || profile.existing === undefined,
  );
  const events = accepted.map(({ profile, index, data }) => ({
    contact: profile.id,
    id: eventId(seed, index),
    at: seed.at,
    data,
  }));
  const found = await whyNotEnrolled(world, program, events);
  await queueEnrolling(world, program.sequence, events);
  const reasons = new Map(accepted.map((one, i) => [one, found[i]]));
  const notEntering = selected.flatMap((one): NotEnrolled[] => {
    const reason = reasons.has(one) ? reasons.get(one) : EXISTING;
    const named = { contactId: publicId(one.profile), ...(one.line && { line: one.line }) };
    if (reason === undefined) return [];
    call?.names([one.profile.id]);
    return [{ ...named, reason }];
  });
  return {
    accepted: accepted.length,
    skippedExisting: selected.length - accepted.length,
    ...nameAll(notEntering),
  };
}

const nameAll = (notEntering: NotEnrolled[]) =>
  notEntering.length > 0 && {
    notEntering: notEntering.slice(0, MAX_NAMED),
    notEnteringInAll: notEntering.length,
  };

const EXISTING = 'brought over with "existing": left out without "includeExisting"';
