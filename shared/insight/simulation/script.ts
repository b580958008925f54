import * as z from "zod/mini";
import { contactCreated, contactUnsubscribed } from "#events/index.ts";
import { isReservedName } from "#events/reserved-names.ts";
import { isMailAddress } from "#shared/audience/addresses/index.ts";
import { byKey, byType } from "#shared/audience/conditions/index.ts";
import { AttributesInput, SUPPRESSIONS } from "#shared/audience/profiles/index.ts";
import { addSpan, CalendarDuration, parseSpan, ZoneName } from "#shared/calendar/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { DAY_MS, iso } from "#shared/kernel/time.ts";
import { isMessageEvent } from "#shared/messaging/messages/index.ts";
import type { Choice } from "./choose-ways.ts";
import { MAIL_NEWS, type Occurrence, type Reply } from "./occurrence.ts";

const Text = z.string().check(z.minLength(1), z.maxLength(200));
const Data = z.record(Text, z.unknown());

const Email = z
  .string()
  .check(z.refine(isMailAddress, "not one plain address such as ada@example.com"));
const Locale = z.string().check(z.maxLength(35));
const Instant = z.iso.datetime({ offset: true });
/** An instant, or a duration after the start. */
const At = z
  .string()
  .check(
    z.refine(
      (text) => (text.startsWith("P") ? CalendarDuration : Instant).safeParse(text).success,
      "must be an instant such as 2026-12-01T09:00:00Z, or a duration after the start such as P1D",
    ),
  );
const Mail = byType(
  { number: z.int().check(z.gte(1), z.lte(5000)), string: Text },
  "must be a mail's number, or its step",
);

/** Somebody made up. */
export const MadeUp = z.lazy(() =>
  z.strictObject({
    email: z.optional(Email),
    attributes: z.optional(AttributesInput),
    timeZone: z.optional(ZoneName),
    locale: z.optional(Locale),
    createdAt: z.optional(Instant),
    subscribed: z.optional(z.boolean()),
  }),
);

/**
 * Of the engine's own events a script may name those that no other line of it brings about: a mail
 * of another sequence or a campaign was clicked, the contact was just made.
 */
const isScripted = (name: string) =>
  !isReservedName(name) ||
  isMessageEvent(name) ||
  name === contactCreated.name ||
  name === contactUnsubscribed.name;
const EventText = Text.check(
  z.refine(
    isScripted,
    "an event of ours, told by `enrolled`, `segment` or what changes, or by time alone",
  ),
);
const EVENT = z.strictObject({
  at: At,
  event: EventText,
  data: z.optional(Data),
  id: z.optional(Text),
});
const CHANGE = z.strictObject({
  at: At,
  attributes: z.optional(AttributesInput),
  timeZone: z.nullish(ZoneName),
  locale: z.nullish(Locale),
  email: z.optional(Email),
  subscribed: z.optional(z.boolean()),
  suppressed: z.optional(z.nullable(z.enum(SUPPRESSIONS))),
});
const MAIL = z.strictObject({
  at: At,
  mail: Mail,
  did: z.enum(MAIL_NEWS),
  link: z.optional(z.string().check(z.maxLength(2000))),
  machine: z.optional(z.boolean()),
});
const SEGMENT = z.strictObject({ at: At, segment: Text, in: z.boolean() });
const ENROLLED = z.strictObject({ at: At, enrolled: Data });

const Happens = byKey(
  {
    event: EVENT,
    mail: MAIL,
    segment: SEGMENT,
    enrolled: ENROLLED,
    attributes: CHANGE,
    timeZone: CHANGE,
    locale: CHANGE,
    email: CHANGE,
    subscribed: CHANGE,
    suppressed: CHANGE,
  },
  "what happens",
  '{"at":"P1D","event":"ordered"}',
);

/** What happens to the contact in a simulation, at most 1,000 things. */
export const Events = z.lazy(() => z.array(Happens).check(z.maxLength(1000)));

const Way = byType({ number: z.int(), string: Text }, "must be a way's number, or a variant");
const REPLY = z.strictObject({
  outcome: z.enum(["ok", "retry", "refused", "silent"]),
  status: z.optional(Text),
  attributes: z.optional(AttributesInput),
});

/** All that a simulation may be told besides the sequence and the person. */
export const scriptFields = () => ({
  events: z._default(Events, []),
  from: z.optional(z.iso.datetime({ offset: true })),
  until: z.optional(At),
  /** The way that a split, and the variant that an experiment takes. */
  choose: z.optional(z.record(Text, Way)),
  holdout: z.optional(z.boolean()),
  /** What webhooks answer, by their steps. */
  answers: z.optional(z.record(Text, z.array(REPLY).check(z.minLength(1), z.maxLength(100)))),
});

type Script = {
  events: z.infer<typeof Events>;
  from?: string | undefined;
  until?: string | undefined;
  choose?: Record<string, string | number> | undefined;
  holdout?: boolean | undefined;
  answers?: Record<string, Reply[]> | undefined;
};

/** How far is looked where it is not said: a year. */
export const AHEAD_MS = 366 * DAY_MS;

/**
 * What a script comes to in epoch milliseconds; `now` where it does not say when it starts.
 * @throws InvalidInput where it ends before it starts
 */
export function readScript(script: Script, now: number) {
  const { events, from, until, choose, holdout, answers } = script;
  const start = from === undefined ? now : Date.parse(from);
  const instantOf = (at: string) =>
    at.startsWith("P") ? addSpan(start, parseSpan(at), "UTC") : Date.parse(at);
  const end = until === undefined ? start + AHEAD_MS : instantOf(until);
  if (end < start) {
    const message = `the simulation starts after it, at ${iso(start)}`;
    throw new InvalidInput("the body is not valid", [{ path: "/until", message }]);
  }
  const choice: Choice = { steps: choose, holdout };
  return {
    start,
    until: end,
    events: events.map((one) => ({ ...one, at: instantOf(one.at) }) as Occurrence),
    choice,
    answers,
  };
}
