import type { Evidence } from "#shared/ports/mailer.ts";

/** Under which circumstances the protocol is explored. */
export type Scenario = {
  evidence: Evidence;
  crashes: number;
  lost: number;
  /** Answers of the provider that explicitly refuse: for now or for good. */
  refusals: number;
  /** Whether the person may unsubscribe or the run may be ended: one of the two. */
  stops: boolean;
  /** The mails are of two runs of one sequence, and one of them is all that its cap lets go. */
  capped?: true;
};

/** What may be left out or done wrongly, to see that the model notices. */
export type Mutation =
  | "claim is not conditional"
  | "check before claim"
  | "check ignores lease and token"
  | "no look-again pack"
  | "packs after the decision"
  | "outbox is not carried"
  | "lost answer is called again"
  | "doubt forgets its outcome"
  | "late return overtakes"
  | "cap ignores open claims"
  | "cap ignores doubt";

/** A scenario, and what is wrong in it. */
export type Rules = Scenario & { wrong: ReadonlySet<Mutation> };
