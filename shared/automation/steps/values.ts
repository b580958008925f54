import * as z from "zod/mini";
import {
  byKey,
  byName,
  byType,
  CONTACT_FIELDS,
  type Facts,
  refusePlaceholders,
} from "#shared/audience/conditions/index.ts";
import { addSpan, localDate, parseSignedSpan, SignedDuration } from "#shared/calendar/index.ts";
import { atPath } from "#shared/kernel/at-path.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import { iso } from "#shared/kernel/time.ts";

const Name = z.string().check(z.minLength(1), z.maxLength(100));
/** Now, or an offset from now. */
const Moment = byType(
  {
    boolean: z.literal(true, "must be true, or a duration such as P7D or -P1M"),
    string: SignedDuration,
  },
  "must be true, or a duration such as P7D or -P1M",
);

export const TEXT = z.string().check(
  z.maxLength(2000),
  refusePlaceholders((source) =>
    source
      ? `write ${JSON.stringify(source)}`
      : 'give each part as its own value, such as {"event":"total"}',
  ),
);
/** The forms of a value that is looked up when its step is reached, by their key. */
export const LOOKED_UP = {
  event: z.strictObject({ event: Name }),
  attribute: z.strictObject({ attribute: Name }),
  field: z.strictObject({ field: z.enum(CONTACT_FIELDS) }),
  now: z.strictObject({ now: Moment }),
  today: z.strictObject({ today: Moment }),
};
const PLAIN = { string: TEXT, number: z.number(), boolean: z.boolean(), null: z.null() };

/** The schema of a literal, or of an object in one of the forms of `arms`. */
export const givenBy = <const Arms extends Record<string, z.ZodMiniType>>(arms: Arms) =>
  byType(
    { ...PLAIN, object: byKey(arms, "a value that is looked up", '{"event":"total"}') },
    "must be a text, a number, true, false, null, {event: field}, {attribute: name} or {field: name}",
  );

/** A literal, or a lookup in the entry event, the contact or the clock. */
export const Value = givenBy(LOOKED_UP);
z.globalRegistry.add(Value, { id: "Value" });
export type Value = z.infer<typeof Value>;

/** At most fifty named values. */
export const Values = z.lazy(() => byName(Value, 50, "values"));

/** The part of a visit that lookups read. */
type Source = { entry: Record<string, unknown>; facts: Facts; asOf: number; zone: string };

/** The values when a step is reached; a missing one is null. */
export const lookUp = (values: Record<string, Value>, source: Source): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, lookUpOne(value, source)]),
  );

export function lookUpOne(value: Value, { entry, facts, asOf: now, zone }: Source): unknown {
  if (typeof value !== "object" || value === null) return value;
  if ("field" in value) return facts.field(value.field);
  if ("now" in value) return iso(moved(now, value.now, zone));
  if ("today" in value) {
    const today = Date.parse(localDate(now, zone));
    return iso(moved(today, value.today, "UTC")).slice(0, 10);
  }
  const found =
    "event" in value ? atPath(entry, value.event) : ownValue(facts.attributes, value.attribute);
  return found ?? null;
}

const moved = (at: number, by: true | string, zone: string) =>
  by === true ? at : addSpan(at, parseSignedSpan(by), zone);

/** Whether any of the values reads the entry event. */
export const readsEventData = (values: Record<string, Value>): boolean =>
  Object.values(values).some(
    (value) => typeof value === "object" && value !== null && "event" in value,
  );
