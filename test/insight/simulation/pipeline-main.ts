import { cases } from "#test/reference/arbitrary.ts";
import { tryCases } from "#test/support/try-cases.ts";
import { compare } from "./same-as-pipeline.ts";

const sum = { compared: 0, mails: 0 };

/** Holds the pipeline against simulations. */
await tryCases(cases, {
  count: "5000",
  every: 100,
  attempt: async (drawn) => {
    const same = await compare(drawn);
    sum.compared += same ? 1 : 0;
    sum.mails += same?.mails ?? 0;
  },
  sum: () => sum,
});
