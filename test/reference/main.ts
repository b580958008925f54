import { tryCases } from "#test/support/try-cases.ts";
import { cases } from "./arbitrary.ts";
import { Lockstep } from "./lockstep.ts";
import { add, NOTHING } from "./tally.ts";

let sum = NOTHING;

/** Holds the engine against the interpreter. */
await tryCases(cases, {
  count: "20000",
  every: 1_000,
  attempt: (drawn) => {
    sum = add(sum, new Lockstep(drawn).play().tally);
  },
  sum: () => sum,
});
