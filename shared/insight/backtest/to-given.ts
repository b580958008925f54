import type { ContactEvent } from "#shared/audience/conditions/index.ts";
import { CONTACT_CREATED, type EventRow } from "#shared/audience/events/index.ts";
import type { Profile } from "#shared/audience/profiles/index.ts";
import type { HistoryWindow } from "#shared/automation/enrollments/index.ts";
import type { Given, Occurrence } from "#shared/insight/simulation/index.ts";
import type { Lens } from "./lens.ts";
import { occurrencesOf } from "./occurrences.ts";
import { mailsOverTime, othersMails } from "./real-mails.ts";
import { rewind, segmentsAt, suppressedSince } from "./rewind.ts";

/** Since when there is something of a person: they were made, or what they did before was told of later. */
export const bornAt = ({ createdAt }: Profile, { firstAt, messages }: HistoryWindow): number =>
  Math.min(createdAt, firstAt ?? createdAt, messages.at(-1)?.bornAt ?? createdAt);

/** What a simulation needs so that everything that is stored of a person happens to them again. */
export function toGiven(profile: Profile, past: HistoryWindow, lens: Lens): Given {
  const { from, until, program, asksForMails } = lens;
  const start = Math.max(from, bornAt(profile, past));
  const since = past.events.filter(({ at }) => at >= start);
  const before = past.events.slice(0, past.events.length - since.length);
  const mails = asksForMails ? mailsOverTime(othersMails(past, lens), start) : NO_MAILS;
  const events = creationOf(profile, past, lens, start);
  events.push(...since.flatMap((event) => occurrencesOf(event, lens)));
  events.push(...mails.news, ...suppressionOf(profile, start));
  return {
    program,
    switches: switchesSince(lens, start),
    person: {
      id: profile.id,
      profile: toRow(rewind(profile, since, start)),
      enrollments: [],
      messages: mails.known.map(toRow),
    },
    inSegments: segmentsAt(profile, since, until),
    history: historyOf(before, lens),
    events,
    start,
    until,
  };
}

/**
 * A contact's creation is stored only where a sequence listened for it; it happened all the same.
 */
function creationOf(
  { createdAt: at, existing }: Profile,
  { events }: HistoryWindow,
  { wanted, until }: Lens,
  start: number,
): Occurrence[] {
  if (!wanted.has(CONTACT_CREATED) || existing !== undefined || at < start || at > until) return [];
  const isStored = events.some(({ name }) => name === CONTACT_CREATED);
  return isStored ? [] : [{ at, event: CONTACT_CREATED }];
}

/** Dates from before anything is known of a person start no run. */
function switchesSince({ switches, sequence, from }: Lens, start: number): Lens["switches"] {
  if (start === from) return switches;
  const { [sequence]: own } = switches.sequences;
  return { ...switches, sequences: { [sequence]: { ...own!, since: start } } };
}

const NO_MAILS: ReturnType<typeof mailsOverTime> = { known: [], news: [] };

const suppressionOf = (profile: Profile, from: number): Occurrence[] =>
  profile.suppression && suppressedSince(profile, from)
    ? [{ at: profile.suppression.at, suppressed: profile.suppression.reason }]
    : [];

function historyOf(before: EventRow[], { wanted }: Lens): Map<string, ContactEvent[]> {
  const history = new Map<string, ContactEvent[]>();
  for (const { id, name, at, ordinal, data } of before.toReversed()) {
    if (!wanted.has(name)) continue;
    const list = history.get(name);
    if (list) list.push({ id, at, ordinal, data });
    else history.set(name, [{ id, at, ordinal, data }]);
  }
  return history;
}

const toRow = <D>(data: D) => ({
  table: "people" as const,
  pk: "",
  sk: "",
  v: 1,
  version: 1,
  data,
});
