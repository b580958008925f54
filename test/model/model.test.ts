import { expect, test } from "vitest";
import { explore } from "./explore.ts";
import type { Mutation } from "./rules.ts";
import { MUTANTS, SCENARIOS, SMALL } from "./scenarios.ts";
import { linesOf } from "./trace.ts";

test("no reachable state of the delivery protocol breaks what it promises", () => {
  const { broken, states } = explore({ ...SMALL, wrong: new Set() });
  expect(broken && `${broken.what}\n${linesOf(broken.trace)}`).toBeUndefined();
  expect(states).toBeGreaterThan(10_000);
});

test("no reachable state lets more mails go than a cap, and none waits without a reason", () => {
  const { broken, states } = explore({
    ...SCENARIOS["cap, provider without evidence"]!,
    wrong: new Set(),
  });
  expect(broken && `${broken.what}\n${linesOf(broken.trace)}`).toBeUndefined();
  expect(states).toBeGreaterThan(10_000);
});

/** Those whose counterexample is near; `npm run model` tries all. */
const QUICK: [Mutation, string][] = [
  ["claim is not conditional", "a call is made under its caller's own live claim"],
  ["check before claim", "no send begins after an unsubscribing or an exit"],
  ["check ignores lease and token", "a call is made under its caller's own live claim"],
  ["lost answer is called again", "a mail is accepted at most once"],
  ["cap ignores open claims", "no more mails are accepted than the cap lets go"],
  ["cap ignores doubt", "no more mails are accepted than the cap lets go"],
  ["outbox is not carried", "a good end stays within reach"],
];

test.each(QUICK)("the model notices when %s", (mutation, expected) => {
  const { broken } = explore({ ...MUTANTS[mutation], wrong: new Set([mutation]) });
  expect(broken?.what).toBe(expected);
});
