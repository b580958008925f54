import { Temporal } from "temporal-polyfill";
import { instantOf, plainAt } from "#test/calendar/oracle.ts";

/** A person, as the naive evaluator and the product both may see them. */
export type Naive = {
  attributes: Record<string, unknown>;
  /** When attributes were set, for those who ask how old they are. */
  changedAt?: Record<string, number>;
  fields: Record<string, string | null>;
  zone: string;
  history: {
    name: string;
    at: number;
    ordinal?: number | undefined;
    id?: string | undefined;
    data: Record<string, unknown>;
  }[];
  segments: string[];
  subscribed: boolean;
  suppressed: string | null;
  entry: Record<string, unknown>;
  /** What the run that asks began with. */
  began?: Pick<Naive["history"][number], "at" | "ordinal" | "id"> | undefined;
};

// biome-ignore lint/suspicious/noExplicitAny: it reads raw JSON without the product's types
type Json = any;

/**
 * A second implementation of conditions, as slow and plain as possible: no window is cut, nothing
 * is cached, and every question reads the whole history. It shares no code with the product.
 */
export function naive(condition: Json, person: Naive, now: number): boolean {
  if (condition.all) return condition.all.every((part: Json) => naive(part, person, now));
  if (condition.any) return condition.any.some((part: Json) => naive(part, person, now));
  if (condition.none) return !condition.none.some((part: Json) => naive(part, person, now));
  if (condition.segment) {
    return person.segments.includes(condition.segment) === (condition.is ?? true);
  }
  if (condition.topic) return person.subscribed === (condition.is ?? true);
  if ("subscribed" in condition) return person.subscribed === condition.subscribed;
  if ("suppressed" in condition) return (person.suppressed !== null) === condition.suppressed;
  if (condition.event) return events(condition, person, now);
  const value = condition.field
    ? person.fields[condition.field]
    : new Map(Object.entries(person.attributes)).get(condition.attribute);
  if (condition.ahead && !isApart(value, person.zone, now, condition.ahead, -1)) return false;
  if (condition.ago && !isApart(value, person.zone, now, condition.ago, 1)) return false;
  return passes(value, condition);
}

function events(test: Json, { history, entry, began }: Naive, now: number): boolean {
  const chosen = history
    .filter(({ name, at }) => name === test.event && at <= now)
    .filter((one) => !test.since || (began !== undefined && cameAfter(one, began)))
    .filter(({ at }) => now - at <= milliseconds(test.within ?? "P400D"))
    .filter(({ data }) =>
      Object.entries(test.where ?? {}).every(([field, one]) =>
        passesField(at(data, field), one, entry),
      ),
    );
  const instants = chosen.map(({ at }) => at);
  for (const [name, at] of [
    ["first", Math.min(...instants)],
    ["last", Math.max(...instants)],
  ] as const) {
    if (test[name] && (chosen.length === 0 || !span(now - at, test[name].ago))) return false;
  }
  for (const name of ["sum", "avg", "min", "max"]) {
    if (test[name] && !figure(name, test[name], chosen)) return false;
  }
  const others = ["first", "last", "sum", "avg", "min", "max"].some((name) => test[name]);
  if (others && !test.count && test.did === undefined) return true;
  const count = test.count ?? { gte: 1 };
  const often =
    chosen.length >= (count.gte ?? 0) && (count.lte === undefined || chosen.length <= count.lte);
  return test.did === false ? !often : often;
}

type Place = NonNullable<Naive["began"]>;

/** Of the same millisecond what was accepted before does not count, nor what began the run. */
function cameAfter(one: Place, began: Place): boolean {
  if (one.at !== began.at) return one.at > began.at;
  if (began.id === undefined) return true;
  return one.id !== began.id && (one.ordinal ?? 0) >= (began.ordinal ?? 0);
}

function passesField(value: unknown, { is, ...others }: Json, entry: object): boolean {
  if (!is || typeof is !== "object") return passes(value, { is, ...others });
  const wanted = at(entry, is.entry) ?? undefined;
  if (wanted === undefined || typeof wanted === "object") return false;
  const isSame = others.ignoreCase ? lower(value) === lower(wanted) : value === wanted;
  return isSame && passes(value, others);
}

/** By its whole name, or by the rest of a path in what its first part holds. */
function at(values: unknown, path: string): Json {
  if (typeof values !== "object" || values === null) return undefined;
  const fields = new Map(Object.entries(values));
  if (fields.has(path)) return fields.get(path);
  const [first, ...rest] = path.split(".");
  return rest.length === 0 ? undefined : at(fields.get(first!), rest.join("."));
}

/** Every text in it in lower case. */
const lower = (value: Json): Json =>
  value === undefined
    ? undefined
    : JSON.parse(JSON.stringify(value), (_, one) =>
        typeof one === "string" ? one.toLowerCase() : one,
      );

function figure(name: string, test: Json, chosen: Naive["history"]): boolean {
  const values = chosen
    .map(({ data }) => at(data, test.field))
    .filter((one) => typeof one === "number");
  const sum = values.reduce((total, one) => total + one, 0);
  if (name === "sum") return passes(sum, test);
  if (values.length === 0) return false;
  if (name === "avg") return passes(sum / values.length, test);
  return passes(name === "min" ? Math.min(...values) : Math.max(...values), test);
}

function passes(found: Json, { ignoreCase, ...test }: Json): boolean {
  if (ignoreCase) {
    const { gt, gte, lt, lte, ...others } = test;
    return passes(found, { gt, gte, lt, lte }) && passes(lower(found), lower(others));
  }
  const value = found === undefined ? null : found;
  const alike = (limit: Json) =>
    typeof value === typeof limit && (typeof value === "number" || typeof value === "string");
  if (test.is !== undefined && value !== test.is) return false;
  if (test.isNot !== undefined && value === test.isNot) return false;
  if (test.in && !test.in.includes(value)) return false;
  if (test.notIn?.includes(value)) return false;
  for (const [name, end] of [
    ["startsWith", "at"],
    ["endsWith", "to"],
  ] as const) {
    const part: string | undefined = test[name];
    if (part === undefined) continue;
    if (typeof value !== "string" || part.length > value.length) return false;
    const cut =
      end === "at" ? value.slice(0, part.length) : value.slice(value.length - part.length);
    if (cut !== part) return false;
  }
  if (test.exists !== undefined && test.exists !== (value !== null)) return false;
  if (test.contains !== undefined) {
    if (typeof value !== "string" && !Array.isArray(value)) return false;
    if (value.indexOf(test.contains) < 0) return false;
  }
  if (test.gt !== undefined && !(alike(test.gt) && value > test.gt)) return false;
  if (test.gte !== undefined && !(alike(test.gte) && value >= test.gte)) return false;
  if (test.lt !== undefined && !(alike(test.lt) && value < test.lt)) return false;
  return test.lte === undefined || (alike(test.lte) && value <= test.lte);
}

function span(distance: number, { gte, lte }: { gte?: string; lte?: string }): boolean {
  if (distance < (gte ? milliseconds(gte) : 0)) return false;
  return !lte || distance <= milliseconds(lte);
}

const milliseconds = (text: string) => Temporal.Duration.from(text).total({ unit: "millisecond" });

/**
 * Whether now is as far from a date as the limits say: days and months by the calendar, hours
 * exactly.
 */
function isApart(value: unknown, zone: string, now: number, limits: Json, sign: 1 | -1): boolean {
  const date = instant(value, zone);
  if (date === undefined) return false;
  const ends = [limits.gte ?? "PT0S", limits.lte].map((text) => {
    if (text === undefined) return sign * Number.POSITIVE_INFINITY;
    const { hours, minutes, seconds, ...days } = partsOf(text);
    const exact = sign * ((hours * 60 + minutes) * 60 + seconds) * 1_000;
    if (!Object.values(days).some((one) => one > 0)) return date + exact;
    const wall = plainAt(zone, date);
    return instantAt(zone, sign > 0 ? wall.add(days) : wall.subtract(days)) + exact;
  });
  return now >= Math.min(...ends) && now <= Math.max(...ends) && inOrder(ends, sign);
}

/** A month may be longer than so many days, or not. */
const inOrder = ([near, far]: number[], sign: 1 | -1) => (far! - near!) * sign >= 0;

const known = new Map<string, number>();

/** Asked for at every minute of a walk, so each answer is kept. */
function instantAt(zone: string, wall: Temporal.PlainDateTime): number {
  const key = `${zone} ${wall}`;
  const at = known.get(key) ?? instantOf(zone, wall);
  known.set(key, at);
  return at;
}

function partsOf(text: string) {
  const { years, months, weeks, days, hours, minutes, seconds } = Temporal.Duration.from(text);
  return { years, months, weeks, days, hours, minutes, seconds };
}

function instant(value: unknown, zone: string): number | undefined {
  if (typeof value !== "string") return undefined;
  try {
    return /(Z|T.*[+-]\d\d:\d\d)$/.test(value)
      ? Temporal.Instant.from(value).epochMilliseconds
      : instantAt(zone, Temporal.PlainDateTime.from(value));
  } catch {
    return undefined;
  }
}
