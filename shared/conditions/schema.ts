import * as z from "zod/mini";
import { parseDuration } from "#shared/kernel/duration.ts";

/** An ISO 8601 duration of exact units. */
export const Duration = z
  .string()
  .check(z.refine(isDuration, "not a duration such as P3D, PT1H or P1DT12H"));

function isDuration(text: string): boolean {
  try {
    parseDuration(text);
    return true;
  } catch {
    return false;
  }
}

const Text = z.string().check(z.maxLength(500));
const Scalar = z.union([Text, z.number(), z.boolean()]);
const Ordered = z.union([z.number(), Text]);

const TESTS = {
  is: z.nullish(Scalar),
  isNot: z.nullish(Scalar),
  in: z.optional(z.array(Scalar).check(z.minLength(1), z.maxLength(100))),
  gt: z.optional(Ordered),
  gte: z.optional(Ordered),
  lt: z.optional(Ordered),
  lte: z.optional(Ordered),
  contains: z.optional(Text),
  exists: z.optional(z.boolean()),
};

const hasTest = (value: object) => Object.keys(TESTS).some((name) => name in value);
const oneTest = "needs one of is, isNot, in, gt, gte, lt, lte, contains, exists";

/** Tests of one value; all of those given must hold. */
export const ValueTest = z.strictObject(TESTS).check(z.refine(hasTest, oneTest));
export type ValueTest = z.infer<typeof ValueTest>;

/** Of an attribute or a field. */
const Name = z.string().check(z.minLength(1), z.maxLength(100));

/** Tests of an event's fields: `{ plan: { is: "pro" } }`. */
export const Where = z
  .record(Name, ValueTest)
  .check(z.refine((fields) => Object.keys(fields).length <= 10, "at most 10 fields"));
export type Where = z.infer<typeof Where>;

export const EventName = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_.:-]{1,100}$/, "letters, digits and _ . : - (at most 100)"));

const AttributeTest = z
  .strictObject({ attribute: Name, ...TESTS })
  .check(z.refine(hasTest, oneTest));

const Times = z.int().check(z.gte(0), z.lte(1000));
const Count = z.strictObject({
  gte: z.optional(Times),
  lte: z.optional(Times),
});

const EventTest = z.strictObject({
  event: EventName,
  did: z.optional(z.boolean()),
  count: z.optional(Count),
  within: z.optional(Duration),
  where: z.optional(Where),
});

export type AttributeTest = z.infer<typeof AttributeTest>;
export type EventTest = z.infer<typeof EventTest>;

/** The condition language (docs/design.md §15). Nested at most as deep as a body may be. */
export type Condition =
  | AttributeTest
  | EventTest
  | { all: Condition[] }
  | { any: Condition[] }
  | { none: Condition[] };

const some = z.lazy(() => z.array(Condition).check(z.minLength(1), z.maxLength(50)));

export const Condition: z.ZodMiniType<Condition> = z
  .lazy(() =>
    z.union([
      AttributeTest,
      EventTest,
      z.strictObject({ all: some }),
      z.strictObject({ any: some }),
      z.strictObject({ none: some }),
    ]),
  )
  .register(z.globalRegistry, { id: "Condition", description: "What must hold of a person" });
