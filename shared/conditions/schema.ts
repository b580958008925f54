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

const TESTS = ["is", "isNot", "in", "gt", "gte", "lt", "lte", "contains", "exists"] as const;

const hasTest = (value: object) => TESTS.some((name) => name in value);
const oneTest = `needs one of ${TESTS.join(", ")}`;

function tests() {
  const text = z.string().check(z.maxLength(500));
  const scalar = z.union([text, z.number(), z.boolean()]);
  const ordered = z.optional(z.union([z.number(), text]));
  return {
    is: z.nullish(scalar),
    isNot: z.nullish(scalar),
    in: z.optional(z.array(scalar).check(z.minLength(1), z.maxLength(100))),
    gt: ordered,
    gte: ordered,
    lt: ordered,
    lte: ordered,
    contains: z.optional(text),
    exists: z.optional(z.boolean()),
  } satisfies Record<(typeof TESTS)[number], z.ZodMiniType>;
}

/** Tests of one value; all of those given must hold. */
export const ValueTest = z.lazy(() => z.strictObject(tests()).check(z.refine(hasTest, oneTest)));
export type ValueTest = z.infer<typeof ValueTest>;

/** Of an attribute or a field. */
const Name = z.string().check(z.minLength(1), z.maxLength(100));

/** Tests of an event's fields: `{ plan: { is: "pro" } }`. */
export const Where = z.lazy(() =>
  z
    .record(Name, ValueTest)
    .check(z.refine((fields) => Object.keys(fields).length <= 10, "at most 10 fields")),
);
export type Where = z.infer<typeof Where>;

export const EventName = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_.:-]{1,100}$/, "letters, digits and _ . : - (at most 100)"));

const AttributeTest = z.lazy(() =>
  z.strictObject({ attribute: Name, ...tests() }).check(z.refine(hasTest, oneTest)),
);

const Count = z.lazy(() => {
  const times = z.optional(z.int().check(z.gte(0), z.lte(1000)));
  return z.strictObject({ gte: times, lte: times });
});

const EventTest = z.lazy(() =>
  z.strictObject({
    event: EventName,
    did: z.optional(z.boolean()),
    count: z.optional(Count),
    within: z.optional(Duration),
    where: z.optional(Where),
  }),
);

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
