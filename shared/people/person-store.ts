import { newestFirst, oldestFirst, parseMessageId, WORKSPACE } from "#shared/kernel/ids.ts";
import { KEEP_ROWS_MS } from "#shared/kernel/retention.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import type { Delete, Item, Key, Put, TableReader } from "#shared/ports/table.ts";
import { type Enrollment, isActive, isWatching } from "./enrollment.ts";
import type { Message } from "./message.ts";
import { type Profile, publicId } from "./profile.ts";

/** Messages older than this are not part of the one read; a run names those of its own that it still needs. */
export const MESSAGE_WINDOW_MS = 8 * DAY_MS;

/** What one query tells about a person; rows carry the versions that the next write expects. */
export type Person = {
  id: string;
  profile?: Item<Profile>;
  enrollments: Item<Enrollment>[];
  messages: Item<Message>[];
};

type Reads = { table: TableReader<"people"> };

export const personPk = (contact: string) => `${WORKSPACE}#${contact}`;

const personKey = (contact: string, sk: string): Key<"people"> => ({
  table: "people",
  pk: personPk(contact),
  sk,
});

export const profileKey = (contact: string) => personKey(contact, "a");
const enrollmentKey = (contact: string, sequence: string, entryKey: string) =>
  personKey(contact, `b#${sequence}#${entryKey}`);

/** @throws InvalidInput when it is not a message id */
function messageKey(id: string): Key<"people"> {
  const { contact, bornAt } = parseMessageId(id);
  return personKey(contact, `c#${newestFirst(bornAt)}#${id}`);
}

/**
 * The person as a decision needs it: profile, enrollments and the messages of the last days, read
 * consistently in one query; `more` names older messages that are needed too.
 */
export async function readPerson(
  { table }: Reads,
  contact: string,
  now: number,
  more: string[] = [],
): Promise<Person> {
  const person: Person = { id: contact, enrollments: [], messages: [] };
  const range = { from: "a", to: `c#${newestFirst(now - MESSAGE_WINDOW_MS)}` };
  let after: string | undefined;
  do {
    const page = await table.query("people", personPk(contact), range, { after, consistent: true });
    for (const item of page.items) place(person, item);
    after = page.cursor;
  } while (after !== undefined);
  const wanted = new Set(more);
  for (const { data } of person.enrollments) {
    // Of a run that is over, nothing is asked of mails so old but whether one has a row by now.
    for (const { messageId } of data.outbox) wanted.add(messageId);
    if (!isActive(data) && !isWatching(data, 0, now)) continue;
    for (const id of Object.values(data.sends)) wanted.add(id);
  }
  for (const message of person.messages) wanted.delete(message.data.id);
  // The query covered what is newer: what it did not find there is not there.
  const isOlder = (id: string) => parseMessageId(id).bornAt <= now - MESSAGE_WINDOW_MS;
  const older = [...wanted].filter(isOlder).slice(0, 100).map(messageKey);
  if (older.length > 0) {
    const found = await table.getMany<Message>(older, { consistent: true });
    person.messages.push(...found.filter((item) => item !== undefined));
  }
  return person;
}

/** The messages that were decided after `from` and not after `to` (epoch milliseconds), as they were a moment ago. */
export async function readMessagesBetween(
  { table }: Reads,
  contact: string,
  from: number,
  to: number,
): Promise<Item<Message>[]> {
  const range = { from: `c#${newestFirst(to)}`, to: `c#${newestFirst(from)}` };
  const messages: Item<Message>[] = [];
  let after: string | undefined;
  do {
    const page = await table.query<Message>("people", personPk(contact), range, { after });
    messages.push(...page.items);
    after = page.cursor;
  } while (after !== undefined);
  return messages;
}

function place(person: Person, item: Item): void {
  if (item.sk === "a") person.profile = item as Item<Profile>;
  else if (item.sk.startsWith("b#")) person.enrollments.push(item as Item<Enrollment>);
  else person.messages.push(item as Item<Message>);
}

export const readProfile = ({ table }: Reads, contact: string) =>
  table.get<Profile>(profileKey(contact), { consistent: true });

const MAX_KEYS = 100;

async function readRows<D>({ table }: Reads, keys: Key<"people">[]): Promise<Item<D>[]> {
  const found: (Item<D> | undefined)[] = [];
  for (let i = 0; i < keys.length; i += MAX_KEYS) {
    found.push(...(await table.getMany<D>(keys.slice(i, i + MAX_KEYS), { consistent: true })));
  }
  return found.filter((item) => item !== undefined);
}

/** Those of the people who are there and are not being erased, in that order. */
export async function readProfiles(world: Reads, contacts: string[]): Promise<Profile[]> {
  const rows = await readRows<Profile>(world, contacts.map(profileKey));
  return rows.map(({ data }) => data).filter(({ erasedAt }) => erasedAt === undefined);
}

/**
 * By our ids, those that their owner knows the contacts by; without those that are being erased or
 * are gone.
 */
export async function readPublicIds(
  world: Reads,
  contacts: string[],
): Promise<Map<string, string>> {
  const profiles = await readProfiles(world, [...new Set(contacts)]);
  return new Map(profiles.map((profile) => [profile.id, publicId(profile)]));
}

/** The ways of people through a sequence, as far as they have one. */
export async function readEnrollments(
  world: Reads,
  sequence: string,
  people: { contact: string; entryKey: string }[],
): Promise<{ contact: string; enrollment: Enrollment }[]> {
  const keys = people.map(({ contact, entryKey }) => enrollmentKey(contact, sequence, entryKey));
  const rows = await readRows<Enrollment>(world, keys);
  return rows.map(({ pk, data }) => ({ contact: pk.slice(personPk("").length), enrollment: data }));
}

/** All runs of a person that are stored, in every sequence. */
export async function readRuns({ table }: Reads, contact: string): Promise<Enrollment[]> {
  const runs: Enrollment[] = [];
  const pk = personPk(contact);
  let after: string | undefined;
  do {
    const options = { after, consistent: true };
    const page = await table.query<Enrollment>("people", pk, { prefix: "b#" }, options);
    runs.push(...page.items.map(({ data }) => data));
    after = page.cursor;
  } while (after !== undefined);
  return runs;
}

export const readMessage = ({ table }: Reads, id: string) =>
  table.get<Message>(messageKey(id), { consistent: true });

/** The same at half the price, as it was a moment ago: for what is never taken back. */
export const peekMessage = ({ table }: Reads, id: string) => table.get<Message>(messageKey(id));

export const putProfile = (profile: Profile, expect: Put["expect"]): Put<"people"> => ({
  put: profileKey(profile.id),
  v: 1,
  data: profile,
  expect,
});

export const putEnrollment = (
  contact: string,
  enrollment: Enrollment,
  expect: Put["expect"],
): Put<"people"> => ({
  put: enrollmentKey(contact, enrollment.sequence, enrollment.entryKey),
  // Shape 1 held the trail's decisions as objects; both are read.
  v: 2,
  data: enrollment,
  expect,
});

/** Takes a run from among those that decisions read, at the version that was read. */
export const deleteEnrollment = (
  contact: string,
  { sequence, entryKey }: Pick<Enrollment, "sequence" | "entryKey">,
  expect: number,
): Delete<"people"> => ({ delete: enrollmentKey(contact, sequence, entryKey), expect });

export const putMessage = (message: Message, expect: Put["expect"]): Put<"people"> => ({
  put: messageKey(message.id),
  v: 1,
  data: isOver(message) ? withoutData(message) : message,
  expiresAt: lastOf(message) + KEEP_ROWS_MS,
  expect,
});

/**
 * When the last thing is known to have happened to a message: conditions see what became of it like
 * other events.
 */
const lastOf = ({ bornAt, facts, clicks = [] }: Message): number =>
  Math.max(bornAt, ...Object.values(facts), ...clicks.map(({ at }) => at));

const isOver = ({ status }: Message) =>
  status === "sent" || status === "refused" || status === "dropped";

/**
 * What only its template needed, a reset link for one, is kept no longer than until the mail is out
 * or given up.
 */
function withoutData(message: Message): Message {
  if (message.data === undefined) return message;
  const { data: _, ...rest } = message;
  return rest;
}

/** Removes a message's row at the version that was read. */
export const deleteMessage = (id: string, expect: number): Delete<"people"> => ({
  delete: messageKey(id),
  expect,
});

/** Key of an event with all its data, oldest first. */
export const eventKey = (contact: string, at: number, id: string) =>
  personKey(contact, `e#${oldestFirst(at)}#${id}`);
/** Before every event of a name: no name's keys lie among those of another. */
export const historyPrefix = (name: string) =>
  `d#${name.replaceAll("%", "%25").replaceAll("#", "%23")}#`;
/** The name in the key of an event among those of its name. */
export const nameIn = (sk: string) =>
  sk.slice(2, sk.indexOf("#", 2)).replaceAll("%23", "#").replaceAll("%25", "%");
/** Key of an event among those of its name, oldest first. */
export const historyKey = (contact: string, name: string, at: number, id: string) =>
  personKey(contact, `${historyPrefix(name)}${oldestFirst(at)}#${id}`);
export const consentKey = (contact: string, at: number, id: string) =>
  personKey(contact, `f#${oldestFirst(at)}#${id}`);
export const guardKey = (contact: string, eventId: string) => personKey(contact, `g#${eventId}`);
export const answerKey = (contact: string, digest: string) => personKey(contact, `i#${digest}`);
