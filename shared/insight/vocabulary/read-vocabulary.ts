import { typeOfValues } from "#shared/audience/attributes/index.ts";
import { type LoggedEvent, readEventLog } from "#shared/audience/events/index.ts";
import { listByName, readProfiles } from "#shared/audience/profiles/index.ts";
import { mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import { MESSAGE_EVENTS } from "#shared/messaging/messages/index.ts";
import { readLiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { type Word, Words } from "./words.ts";

type World = { table: TableReader<"people" | "index" | "library"> };

type KnownEvent = { name: string; lastSeen: number | undefined; fields: Word[] };
export type Vocabulary = { attributes: Word[]; events: KnownEvent[] };

/** The newest and the oldest contacts of a workspace, so many of each. */
const CONTACTS = 100;
/** Those of them whose events are read. */
const WITH_EVENTS = 15;
const EVENTS_EACH = 200;
const MAX_EVENTS = 200;
/** Later than every stored instant. */
const END = 9_999_999_999_999;

/**
 * The names of attributes and events that are declared, that live definitions use, or that some
 * contacts have now, with their types. Nothing is kept: what an erased contact had is not told.
 */
export async function readVocabulary(world: World): Promise<Vocabulary> {
  const [{ data: live }, newest, oldest] = await Promise.all([
    readLiveDefinitions(world),
    listByName(world, "own", { limit: CONTACTS, reverse: true }),
    listByName(world, "own", { limit: CONTACTS }),
  ]);
  const ids = [...newest.items, ...oldest.items].map(({ contact }) => contact);
  const profiles = await readProfiles(world, [...new Set(ids)]);
  const definitions = [...Object.values(live.sequences), ...Object.values(live.segments ?? {})];
  const attributes = new Words();
  for (const { attributes: names = [] } of definitions)
    for (const name of names) attributes.know(name);
  for (const [name, { type, sensitive }] of Object.entries(live.attributes ?? {}))
    attributes.declare(name, typeOfValues(type), sensitive === true);
  for (const { id, attributes: data } of profiles) attributes.add(id, data);

  const logs = await mapConcurrently(profiles.slice(0, WITH_EVENTS), WITH_EVENTS, ({ id }) =>
    readEventLog(world, id, END, (events) => events.length > EVENTS_EACH),
  );
  const used = definitions.flatMap(({ events }) => events);
  const named = Map.groupBy(
    logs.flatMap((log, i) => log.map((event) => ({ event, contact: profiles[i]!.id }))),
    ({ event }) => event.name,
  );
  const names = new Set([...used, ...named.keys(), ...MESSAGE_EVENTS]);
  const events = [...names]
    .toSorted()
    .slice(0, MAX_EVENTS)
    .map((name) => describe(name, named.get(name) ?? []));
  return { attributes: attributes.list(), events };
}

function describe(name: string, found: { event: LoggedEvent; contact: string }[]): KnownEvent {
  const fields = new Words();
  for (const { event, contact } of found) fields.add(contact, event.data ?? {});
  const times = found.map(({ event }) => event.at);
  return {
    name,
    lastSeen: times.length === 0 ? undefined : Math.max(...times),
    fields: fields.list(),
  };
}
