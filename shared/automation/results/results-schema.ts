import * as z from "zod/mini";

/** Low and high end, with 95 %. */
const Interval = z.tuple([z.number(), z.number()]);
/** A share between 0 and 1; both are null without runs. */
const rate = { rate: z.nullable(z.number()), interval: z.nullable(Interval) };
const asked = { event: z.string(), within: z.string() };

const Arm = z.lazy(() =>
  z.object({
    runs: z.int(),
    /** Runs that may still reach the goal: their time is not over on the day of the answer. */
    open: z.int(),
    reached: z.int(),
    /** The values of the goals, added up. */
    value: z.number(),
    ...rate,
  }),
);
const Counted = z.lazy(() => z.object({ runs: z.int(), reached: z.int() }));
const Goal = z.lazy(() =>
  z.object({
    ...asked,
    valueField: z.nullable(z.string()),
    through: Arm,
    holdout: z.nullable(Arm),
    /** Of the runs whose time is over, how much more often those let through reach the goal. */
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
    /** The contacts by which it is, or was, decided. */
    counted: z.object({ people: z.int(), hits: z.int() }),
    ...rate,
  }),
);
const Experiment = z.lazy(() =>
  z.object({
    step: z.string(),
    ...asked,
    sample: z.int(),
    state: z.enum(["running", "decided"]),
    winner: z.nullable(z.string()),
    /** From when on all get the winner, or it was clear that there is none. */
    decidedAt: z.nullable(z.string()),
    variants: z.array(Variant),
  }),
);

/** What a sequence has come to, as the API answers it and the command line reads it. */
export const Results = z.lazy(() =>
  z.object({
    id: z.string(),
    /** 0 before the first publishing. */
    version: z.int(),
    goal: z.nullable(Goal),
    experiments: z.array(Experiment),
  }),
);
export type Results = z.infer<typeof Results>;

type Asked = "event" | "within";
export type GoalResult = Omit<NonNullable<Results["goal"]>, Asked | "valueField">;
export type ExperimentResult = Omit<Results["experiments"][number], Asked>;
