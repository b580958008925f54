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
import type { ForcedBranches } from "./force-branches.ts";
import { type AssumedReply, MAIL_FACTS, type Occurrence } from "./occurrence.ts";

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

/** An invented contact. */
export const InventedContact = z.lazy(() =>
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
 * Reserved event names that a script may use: those that no other line of it causes, such as a
 * click in another sequence's mail.
 */
const isScripted = (name: string) =>
  !isReservedName(name) ||
  isMessageEvent(name) ||
  name === contactCreated.name ||
  name === contactUnsubscribed.name;
const EventText = Text.check(
  z.refine(
    isScripted,
    "a reserved event: use `enrolled`, `segment`, or the field that changes; others follow from time",
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
  did: z.enum(MAIL_FACTS),
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
  "an occurrence",
  '{"at":"P1D","event":"ordered"}',
);

/** At most 1,000 occurrences. */
export const Events = z.lazy(() => z.array(Happens).check(z.maxLength(1000)));

const Branch = byType({ number: z.int(), string: Text }, "must be a branch's number, or a variant");
const REPLY = z.strictObject({
  outcome: z.enum(["ok", "retry", "refused", "silent"]),
  status: z.optional(Text),
  attributes: z.optional(AttributesInput),
});

/** The fields of a simulation besides sequence and contact. */
export const scriptFields = () => ({
  events: z._default(Events, []),
  from: z.optional(z.iso.datetime({ offset: true })),
  until: z.optional(At),
  /** The branch of each split, and the variant of each experiment. */
  choose: z.optional(z.record(Text, Branch)),
  holdout: z.optional(z.boolean()),
  /** Results of webhooks by step. */
  answers: z.optional(z.record(Text, z.array(REPLY).check(z.minLength(1), z.maxLength(100)))),
});

type Script = {
  events: z.infer<typeof Events>;
  from?: string | undefined;
  until?: string | undefined;
  choose?: Record<string, string | number> | undefined;
  holdout?: boolean | undefined;
  answers?: Record<string, AssumedReply[]> | undefined;
};

/** The default duration: a year. */
export const AHEAD_MS = 366 * DAY_MS;

/**
 * Resolves a script to epoch milliseconds; it starts `now` by default.
 * @throws InvalidInput when it ends before it starts
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
  const choice: ForcedBranches = { steps: choose, holdout };
  return {
    start,
    until: end,
    events: events.map((one) => ({ ...one, at: instantOf(one.at) }) as Occurrence),
    choice,
    answers,
  };
}
