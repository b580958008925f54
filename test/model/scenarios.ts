import type { Mutation, Scenario } from "./rules.ts";

const FAULTS = { crashes: 1, lost: 1, refusals: 0, stops: true };
const CAPPED = { ...FAULTS, stops: false, capped: true } as const;

/** What is explored to the end, by name. */
export const SCENARIOS: Record<string, Scenario> = {
  "provider without evidence": { ...FAULTS, evidence: "none" },
  "provider that can be asked": { ...FAULTS, evidence: "query" },
  "provider with a feed": { ...FAULTS, evidence: "feed" },
  "provider that refuses once": { ...FAULTS, evidence: "none", refusals: 1 },
  "cap, provider without evidence": { ...CAPPED, evidence: "none" },
  "cap, provider that can be asked": { ...CAPPED, evidence: "query" },
  "cap, provider with a feed": { ...CAPPED, evidence: "feed" },
};

/** A small scenario, for every run of the tests. */
export const SMALL: Scenario = { ...FAULTS, evidence: "none", stops: false };

/**
 * Each of these left out or done wrongly must be noticed, in the scenario beside it. Two are how
 * the code was until the model found them: a mail whose doubt a sleeping claimant takes back goes
 * after the one that did not wait for it, and a doubt no longer names the row in which its batch
 * may still note the acceptance.
 */
export const MUTANTS: Record<Mutation, Scenario> = {
  "claim is not conditional": SMALL,
  "check before claim": { ...FAULTS, evidence: "none" },
  "check ignores lease and token": SMALL,
  "no look-again pack": { ...SMALL, lost: 0 },
  "packs after the decision": { ...SMALL, lost: 0 },
  "outbox is not carried": { ...FAULTS, evidence: "none", crashes: 0, lost: 0 },
  "lost answer is called again": SMALL,
  "late return overtakes": { ...SMALL, crashes: 0, lost: 0 },
  "doubt forgets its outcome": { ...SMALL, evidence: "feed", crashes: 0, lost: 0 },
  "cap ignores open claims": { ...CAPPED, evidence: "none" },
  "cap ignores doubt": { ...CAPPED, evidence: "none" },
};
