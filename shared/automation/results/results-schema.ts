import * as z from "zod/mini";

/** A 95 % interval: low, high. */
const Interval = z.tuple([z.number(), z.number()]);
/** A rate from 0 to 1; both are null without runs. */
const rate = { rate: z.nullable(z.number()), interval: z.nullable(Interval) };
const measured = { event: z.string(), within: z.string() };

const Arm = z.lazy(() =>
  z.object({
    runs: z.int(),
    /** Runs whose time is not over. */
    open: z.int(),
    reached: z.int(),
    /** The sum of the goals' values. */
    value: z.number(),
    ...rate,
  }),
);
const Counted = z.lazy(() => z.object({ runs: z.int(), reached: z.int() }));
const Goal = z.lazy(() =>
  z.object({
    ...measured,
    valueField: z.nullable(z.string()),
    through: Arm,
    holdout: z.nullable(Arm),
    /** How much higher the rate is without holdout, of runs whose time is over. */
    difference: z.nullable(
      z.object({ through: Counted, holdout: Counted, rate: z.number(), interval: Interval }),
    ),
  }),
);
const Variant = z.lazy(() =>
  z.object({
    name: z.string(),
    people: z.int(),
    hits: z.int(),
    /** The contacts that decide it. */
    counted: z.object({ people: z.int(), hits: z.int() }),
    ...rate,
  }),
);
const Experiment = z.lazy(() =>
  z.object({
    step: z.string(),
    ...measured,
    sample: z.int(),
    state: z.enum(["running", "decided"]),
    winner: z.nullable(z.string()),
    /** When it was decided, with or without a winner. */
    decidedAt: z.nullable(z.string()),
    variants: z.array(Variant),
  }),
);

/** The results of a sequence, in the API and the command line. */
export const Results = z.lazy(() =>
  z.object({
    id: z.string(),
    /** 0 before it is first published. */
    version: z.int(),
    goal: z.nullable(Goal),
    experiments: z.array(Experiment),
  }),
);
z.globalRegistry.add(Results, { id: "Results" });
export type Results = z.infer<typeof Results>;

type Measured = "event" | "within";
export type GoalResult = Omit<NonNullable<Results["goal"]>, Measured | "valueField">;
export type ExperimentResult = Omit<Results["experiments"][number], Measured>;
