import { DAY_MS } from "#shared/kernel/time.ts";
import type { Message, MessageClass, MessageSource } from "#shared/messaging/messages/index.ts";

/** A mail under decision, with or without a row. */
export type SendCandidate = {
  id: string;
  class: MessageClass;
  source: MessageSource;
  bornAt: number;
  /** Claims so far. */
  attempt: number;
  /** The team member's address, if the mail is a notification about the contact. */
  team?: string | undefined;
  /** Requires consent although it is transactional. */
  needsConsent?: true | undefined;
};

/** Mails decided longer ago than this are dropped. */
export const MAX_AGE_MS = 7 * DAY_MS;

/**
 * The run whose mail to the contact this is; undefined for API mails and for notifications to the
 * team, which no sending rule counts.
 */
export const runOf = ({ source, team }: Pick<SendCandidate | Message, "source" | "team">) =>
  source.kind === "run" && team === undefined ? source : undefined;
