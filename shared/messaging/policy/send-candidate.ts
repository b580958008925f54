import { DAY_MS } from "#shared/kernel/time.ts";
import type { Message, MessageClass, MessageSource } from "#shared/messaging/messages/index.ts";

/** The mail in question, whether it has a row yet or not. */
export type SendCandidate = {
  id: string;
  class: MessageClass;
  source: MessageSource;
  bornAt: number;
  /** How often it was claimed before. */
  attempt: number;
  /** Somebody of the team, where the mail is about the person and not to them. */
  team?: string | undefined;
  /** Goes only to whoever wants mail, of whatever class it is. */
  needsConsent?: true | undefined;
};

/** A mail decided longer ago than this no longer fits its moment. */
export const MAX_AGE_MS = 7 * DAY_MS;

/** The run whose mail to its person this is: what tells the team has no place among those, and no part in their rules. */
export const runOf = ({ source, team }: Pick<SendCandidate | Message, "source" | "team">) =>
  source.kind === "run" && team === undefined ? source : undefined;
