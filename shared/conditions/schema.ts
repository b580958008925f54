import * as z from "zod";
import { parseDuration } from "#shared/kernel/duration.ts";

/** An ISO 8601 duration of exact units. */
export const Duration = z
  .string()
  .refine(isDuration, "not a duration such as P3D, PT1H or P1DT12H");

function isDuration(text: string): boolean {
  try {
    parseDuration(text);
    return true;
  } catch {
    return false;
  }
}

const Scalar = z.union([z.string().max(500), z.number(), z.boolean()]);
const Ordered = z.union([z.number(), z.string().max(500)]);

const TESTS = {
  is: Scalar.nullable().optional(),
  isNot: Scalar.nullable().optional(),
  in: z.array(Scalar).min(1).max(100).optional(),
  gt: Ordered.optional(),
  gte: Ordered.optional(),
  lt: Ordered.optional(),
  lte: Ordered.optional(),
  contains: z.string().max(500).optional(),
  exists: z.boolean().optional(),
};

const hasTest = (value: object) => Object.keys(TESTS).some((name) => name in value);
const oneTest = "needs one of is, isNot, in, gt, gte, lt, lte, contains, exists";

/** Tests of one value; all of those given must hold. */
export const ValueTest = z.strictObject(TESTS).refine(hasTest, oneTest);
export type ValueTest = z.infer<typeof ValueTest>;

/** Tests of an event's fields: `{ plan: { is: "pro" } }`. */
export const Where = z
  .record(z.string().min(1).max(100), ValueTest)
  .refine((fields) => Object.keys(fields).length <= 10, "at most 10 fields");
export type Where = z.infer<typeof Where>;

export const EventName = z
  .string()
  .regex(/^[A-Za-z0-9_.:-]{1,100}$/, "letters, digits and _ . : - (at most 100)");

const AttributeTest = z
  .strictObject({ attribute: z.string().min(1).max(100), ...TESTS })
  .refine(hasTest, oneTest);

const Count = z.strictObject({
  gte: z.int().min(0).max(1000).optional(),
  lte: z.int().min(0).max(1000).optional(),
});

const EventTest = z.strictObject({
  event: EventName,
  did: z.boolean().optional(),
  count: Count.optional(),
  within: Duration.optional(),
  where: Where.optional(),
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

const some = z.lazy(() => z.array(Condition).min(1).max(50));

export const Condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      AttributeTest,
      EventTest,
      z.strictObject({ all: some }),
      z.strictObject({ any: some }),
      z.strictObject({ none: some }),
    ]),
  )
  .meta({ id: "Condition", description: "What must hold of a person" });
