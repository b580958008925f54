import * as z from "zod/mini";
import { Next } from "./names.ts";
import { describeUnfit, lookUpSet, SetValues, valuesIn } from "./set-value.ts";
import { defineStep } from "./step.ts";

const Update = z.lazy(() =>
  z
    .strictObject({
      kind: z.literal("update"),
      set: z.optional(SetValues),
      subscribed: z.optional(z.boolean()),
      next: Next,
    })
    .check(
      z.refine(
        ({ set = {}, subscribed }) => Object.keys(set).length > 0 || subscribed !== undefined,
        { message: "nothing to change: give `set` or `subscribed`", path: ["set"] },
      ),
    ),
);

export const update = defineStep({
  kind: "update",
  summary: "Changes attributes of the contact, or whether it is subscribed.",
  schema: Update,
  waits: false,
  exits: ({ next }) => [next],
  quickExits: ({ next }) => [next],
  values: ({ set = {} }) => valuesIn(set),
  visit: ({ set = {}, subscribed, next }, visit) => {
    const { unfit, ...change } = lookUpSet(set, visit);
    const names = Object.keys(change.attributes);
    const done = [...names, ...(subscribed === undefined ? [] : ["subscribed"])].join(", ");
    const reason = [done, ...unfit.map(describeUnfit)];
    return {
      kind: "go",
      next,
      decision: "updated",
      reason: reason.filter((one) => one !== "").join("; "),
      effects: [{ kind: "change", ...change, ...(subscribed !== undefined && { subscribed }) }],
    };
  },
});
