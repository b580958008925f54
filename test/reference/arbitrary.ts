import fc from "fast-check";
import { arrayOfWeekdays, date, exits, scalar, ZONES } from "./arbitrary-parts.ts";
import { type Draft, draft } from "./arbitrary-steps.ts";
import type { Fate } from "./person.ts";

/** What happens next; `after` minutes have passed by then. */
export type Signal =
  /** The run is due. */
  | { kind: "due" }
  /** It is woken for no reason. */
  | { kind: "wake"; after: number }
  | { kind: "event"; after: number; late: number; name: string; data: Record<string, unknown> }
  | { kind: "attributes"; after: number; attributes: Record<string, unknown> }
  | { kind: "consent"; after: number; subscribed: boolean; vip: boolean; locale: string | null }
  /** Of the nth mail from the last. */
  | { kind: "mail"; after: number; back: number; fate: Fate }
  /** To the nth request from the last. */
  | {
      kind: "answer";
      after: number;
      back: number;
      outcome: "ok" | "retry" | "refused";
      keeps: boolean;
    };

export type Case = {
  definition: object;
  zone: string;
  contact: number;
  cascade: number;
  winner: string | undefined;
  attributes: Record<string, unknown>;
  /** The outcomes of mails right after their decision, in order; undefined for none yet. */
  fates: (Fate | undefined)[];
  /** How late what happens is worked on, one after the other (milliseconds). */
  lags: number[];
  /** The event that lets them in. */
  entry: string;
  signals: Signal[];
};

/** Puts the names in place of distances: everything drawn is a valid sequence. */
function assemble(drafts: Draft[]): Record<string, unknown> {
  const name = (i: number) => `s${i}`;
  const sends = drafts.flatMap(({ kind }, i) => (kind === "send" ? [name(i)] : []));
  const place = (value: unknown, from: number, key = ""): unknown => {
    if ((key === "next" || key === "otherwise") && typeof value === "number") {
      const to = Math.max(0, from + value);
      return to < drafts.length ? name(to) : null;
    }
    if (Array.isArray(value)) return value.map((one) => place(one, from));
    if (typeof value !== "object" || value === null) return value;
    const fields = Object.entries(value).filter(([, one]) => one !== undefined);
    return Object.fromEntries(fields.map(([key, one]) => [key, place(one, from, key)]));
  };
  const entries = drafts.map(({ mailOf, ...step }, i) => {
    const named = mailOf !== undefined && sends[(mailOf as number) % sends.length];
    const placed = place(step, i) as object;
    return [name(i), named ? { ...placed, where: { step: { is: named } } } : placed];
  });
  return Object.fromEntries(entries);
}

const steps = fc
  .oneof(
    { weight: 9, arbitrary: fc.array(draft, { minLength: 1, maxLength: 9, size: "max" }) },
    { weight: 1, arbitrary: fc.array(draft, { minLength: 1, maxLength: 30, size: "max" }) },
  )
  .map(assemble);
const maybe = <T>(arbitrary: fc.Arbitrary<T>, freq: number) =>
  fc.option(arbitrary, { nil: undefined, freq });

const rules = fc.constantFrom<object[]>(
  { quietHours: { from: "21:00", to: "09:00" } },
  { sendWindow: { from: "09:00", to: "12:15" } },
  { sendWindow: { from: "12:30" }, daysOff: ["2026-03-28", "03-30"] },
  { quietHours: { from: "12:00", to: "14:00" }, sendWindow: { to: "16:00" } },
);
const settings = fc
  .record({ zone: maybe(ZONES, 1), rules: maybe(rules, 1), weekdays: maybe(arrayOfWeekdays, 1) })
  .map(({ zone, rules, weekdays }) => ({
    ...(zone && { zone }),
    ...rules,
    ...(rules &&
      weekdays &&
      "sendWindow" in rules && { sendWindow: { ...(rules.sendWindow as object), weekdays } }),
  }));
const goal = fc.record({
  event: fc.constantFrom("bought", "message.clicked"),
  where: fc.constantFrom({}, { total: { lte: 4 } }),
  within: fc.constantFrom("PT1H", "P3D"),
  value: fc.constantFrom("total", "nothing"),
  exit: fc.boolean(),
});
const definition = fc
  .record({
    exit: maybe(fc.array(exits, { minLength: 1, maxLength: 2 }), 1),
    goal: maybe(goal, 1),
    holdout: fc.constantFrom(0, 0, 0, 5),
    settings,
    steps,
  })
  .map(({ exit, goal, ...rest }) => ({
    ...{ name: "Tour", enter: [{ event: "signed_up" }], start: "s0", ...rest },
    ...(exit && { exit }),
    ...(goal && { goal }),
  }));

const fate: fc.Arbitrary<Fate> = fc.oneof(
  fc.constantFrom<Fate[]>("sent", "sent", "opened", "clicked", "dropped", "unknown", "sending"),
  fc.constantFrom(1, 45, 600).map((heldMinutes) => ({ heldMinutes })),
);
const after = fc.oneof(fc.constant(0), fc.nat(12), fc.nat(180), fc.nat(3_000));
const back = fc.constantFrom(0, 0, 0, 1);
const signal: fc.Arbitrary<Signal> = fc.oneof(
  { weight: 8, arbitrary: fc.constant({ kind: "due" } as const) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("wake"), after }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("event"),
      after,
      late: fc.constantFrom(0, 0, 0, 3, 100),
      name: fc.constantFrom("bought", "visited", "shown"),
      data: fc.record({ total: fc.nat(5), step: fc.constant("s0") }, { requiredKeys: [] }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("attributes"),
      after,
      attributes: fc.oneof(fc.record({ due: date }), fc.record({ plan: scalar, size: scalar })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("consent"),
      after,
      subscribed: fc.boolean(),
      vip: fc.boolean(),
      locale: fc.constantFrom(null, "de-AT", "en"),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("mail"), after, back, fate }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("answer"),
      after: fc.nat(2),
      back,
      outcome: fc.constantFrom("ok", "retry", "retry", "refused"),
      keeps: fc.boolean(),
    }),
  },
);

/** Mostly as late as queues and batches make it, seldom by an outage. */
const lag = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(0, 0, 5, 900, 20_000) },
  { weight: 1, arbitrary: fc.constantFrom(59_999, 60_001, 3_600_000) },
);

/** A sequence, a person, and what happens to them. */
export const cases: fc.Arbitrary<Case> = fc.record({
  definition,
  zone: ZONES,
  contact: fc.nat(999),
  cascade: fc.constantFrom(0, 0, 9, 10),
  winner: fc.constantFrom(undefined, undefined, "v1"),
  attributes: fc.record({ plan: scalar, due: date, size: scalar }, { requiredKeys: [] }),
  fates: fc.array(fc.option(fate, { nil: undefined, freq: 2 }), { minLength: 1, maxLength: 4 }),
  lags: fc.array(lag, { minLength: 1, maxLength: 4 }),
  entry: fc.constantFrom("signed_up", "bought", "visited"),
  signals: fc.array(signal, { minLength: 3, maxLength: 25, size: "max" }),
});
