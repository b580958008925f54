import type { ContactEvent } from "#shared/audience/conditions/index.ts";
import { CONTACT_CREATED, type EventRow } from "#shared/audience/events/index.ts";
import type { Profile } from "#shared/audience/profiles/index.ts";
import type { HistoryWindow } from "#shared/automation/enrollments/index.ts";
import { type Occurrence, row, type SimulationInput } from "#shared/insight/simulation/index.ts";
import { occurrencesOf } from "./occurrences.ts";
import { mailsOverTime, othersMails } from "./real-mails.ts";
import { reconstructContact, segmentsAt, suppressedSince } from "./reconstruct-contact.ts";
import type { ReplayConfig } from "./replay-config.ts";

/** When a contact's data begins: its creation, or earlier backfilled events. */
export const bornAt = ({ createdAt }: Profile, { firstAt, messages }: HistoryWindow): number =>
  Math.min(createdAt, firstAt ?? createdAt, messages.at(-1)?.bornAt ?? createdAt);

/** The input of a simulation in which everything stored about a contact happens again. */
export function toSimulationInput(
  profile: Profile,
  window: HistoryWindow,
  config: ReplayConfig,
): SimulationInput {
  const { from, until, program, readsMessageEvents } = config;
  const start = Math.max(from, bornAt(profile, window));
  const since = window.events.filter(({ at }) => at >= start);
  const before = window.events.slice(0, window.events.length - since.length);
  const mails = readsMessageEvents ? mailsOverTime(othersMails(window, config), start) : NO_MAILS;
  const events = creationOf(profile, window, config, start);
  events.push(...since.flatMap((event) => occurrencesOf(event, config)));
  events.push(...mails.events, ...suppressionOf(profile, start));
  return {
    program,
    live: liveSince(config, start),
    contact: {
      id: profile.id,
      profile: row(reconstructContact(profile, since, start)),
      enrollments: [],
      messages: mails.known.map((message) => row(message)),
    },
    inSegments: segmentsAt(profile, since, until),
    history: historyOf(before, config),
    events,
    start,
    until,
  };
}

/** A contact's creation is stored only if a sequence listened for it. */
function creationOf(
  { createdAt: at, existing }: Profile,
  { events }: HistoryWindow,
  { wanted, until }: ReplayConfig,
  start: number,
): Occurrence[] {
  if (!wanted.has(CONTACT_CREATED) || existing !== undefined || at < start || at > until) return [];
  const isStored = events.some(({ name }) => name === CONTACT_CREATED);
  return isStored ? [] : [{ at, event: CONTACT_CREATED }];
}

/** Dates before the contact's data begins start no run. */
function liveSince({ live, sequence, from }: ReplayConfig, start: number): ReplayConfig["live"] {
  if (start === from) return live;
  const { [sequence]: own } = live.sequences;
  return { ...live, sequences: { [sequence]: { ...own!, since: start } } };
}

const NO_MAILS: ReturnType<typeof mailsOverTime> = { known: [], events: [] };

const suppressionOf = (profile: Profile, from: number): Occurrence[] =>
  profile.suppression && suppressedSince(profile, from)
    ? [{ at: profile.suppression.at, suppressed: profile.suppression.reason }]
    : [];

function historyOf(before: EventRow[], { wanted }: ReplayConfig): Map<string, ContactEvent[]> {
  const history = new Map<string, ContactEvent[]>();
  for (const { id, name, at, ordinal, data } of before.toReversed()) {
    if (!wanted.has(name)) continue;
    const list = history.get(name);
    if (list) list.push({ id, at, ordinal, data });
    else history.set(name, [{ id, at, ordinal, data }]);
  }
  return history;
}
