import * as z from "zod/mini";
import { byType, discriminatedUnion, guarded } from "./discriminated-union.ts";
import { IMPOSSIBLE, isPossible, type Range } from "./range.ts";
import { refusePlaceholders } from "./refuse-placeholders.ts";

const TESTS = [
  ...(["is", "isNot", "in", "notIn", "gt", "gte", "lt", "lte"] as const),
  ...(["contains", "startsWith", "endsWith", "exists"] as const),
] as const;
const LIMITS = ["is", "isNot", "gt", "gte", "lt", "lte"] as const;

/** Requires at least one of these fields. */
export const hasOne = (names: readonly string[]) =>
  z.refine<Record<string, unknown>>(
    (value) => names.some((name) => value[name] !== undefined),
    `needs one of ${names.join(", ")}`,
  );

const AS_WRITTEN = refusePlaceholders((source) =>
  source && "event" in source
    ? `in \`where\` of a run, write {"is":{"entry":${JSON.stringify(source.event)}}}`
    : "a value is held against this very text",
);

/** The tests shared by attributes and event fields. */
export function tests() {
  const text = z.string().check(z.maxLength(500), AS_WRITTEN);
  const scalar = byType(
    { string: text, number: z.number(), boolean: z.boolean() },
    "must be a text, a number, true or false",
  );
  const limit = byType({ number: z.number(), string: text }, "must be a number or a text");
  const list = z.optional(z.array(scalar).check(z.minLength(1), z.maxLength(100)));
  return {
    is: z.nullish(scalar),
    isNot: z.nullish(scalar),
    in: list,
    notIn: list,
    gt: z.optional(limit),
    gte: z.optional(limit),
    lt: z.optional(limit),
    lte: z.optional(limit),
    contains: z.optional(text),
    startsWith: z.optional(text),
    endsWith: z.optional(text),
    exists: z.optional(z.boolean()),
    /** Compares texts ignoring case; does not affect `gt` to `lte`. */
    ignoreCase: z.optional(z.boolean()),
  } satisfies Record<(typeof TESTS)[number] | "ignoreCase", z.ZodMiniType>;
}

export const TEST_NAMES: readonly string[] = TESTS;
export const possible = z.refine<Range>(isPossible, IMPOSSIBLE);

/** Tests of one value; all of those given must hold. */
export const ValueTest = z.lazy(() => z.strictObject(tests()).check(hasOne(TESTS), possible));
z.globalRegistry.add(ValueTest, { id: "ValueTest" });
export type ValueTest = z.infer<typeof ValueTest>;

/** Name of an attribute or field. */
export const Name = z.string().check(z.minLength(1), z.maxLength(100));

/** A field's value in the event that started the run: the same cart, the same order. */
const EntryField = z.lazy(() => z.strictObject({ entry: Name }));
const FieldTest = z.lazy(() => {
  const { is, ...others } = tests();
  const wanted = discriminatedUnion([is, EntryField], (value) =>
    typeof value === "object" && value !== null && !Array.isArray(value) ? 1 : 0,
  );
  return z.strictObject({ is: z.optional(wanted), ...others }).check(hasOne(TESTS), possible);
});
export type FieldTest = z.infer<typeof FieldTest>;

/** A record cannot hold this name: its value would be dropped silently. */
const LOST = "__proto__";
const findLost = (fields: unknown) =>
  typeof fields === "object" && fields !== null && Object.hasOwn(fields, LOST)
    ? { path: [LOST], message: "this name is reserved: choose another" }
    : undefined;

/** A record of values, at most `most`: fields, attributes. */
export const byName = <Value extends z.ZodMiniType>(value: Value, most: number, what: string) =>
  guarded(
    () =>
      z
        .record(Name, value)
        .check(z.refine((named) => Object.keys(named).length <= most, `at most ${most} ${what}`)),
    findLost,
  );

/**
 * Tests of event fields in a run: `{ plan: { is: "pro" }, cart_id: { is: { entry: "cart_id" } } }`.
 */
export const Where = byName(FieldTest, 10, "fields");
z.globalRegistry.add(Where, { id: "Where" });
export type Where = z.infer<typeof Where>;
/** Tests of event fields outside a run. */
export const EntryWhere = byName(ValueTest, 10, "fields");

/** Tests of an aggregate over a field of many events. */
export const AggregateTest = z.lazy(() => {
  const number = z.optional(z.number());
  const limits = { is: number, isNot: number, gt: number, gte: number, lt: number, lte: number };
  return z.strictObject({ field: Name, ...limits }).check(hasOne(LIMITS), possible);
});
export type AggregateTest = z.infer<typeof AggregateTest>;
