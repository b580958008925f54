import {
  type FactWord,
  factsWhere,
  MESSAGE_FACTS,
  type MessageFact,
} from "#shared/audience/events/index.ts";
import type { Attribute, Attributes, SuppressionReason } from "#shared/audience/profiles/index.ts";
import type { Message } from "#shared/messaging/messages/index.ts";

/** A mail of the simulation: the nth decided (from 1), or the latest of a step. */
type MailName = number | string;

/** Something that happens to the contact at an instant (epoch milliseconds). */
export type Occurrence = { at: number } & (
  | { event: string; data?: Record<string, unknown> | undefined; id?: string | undefined }
  | {
      /** Null removes an attribute. */
      attributes?: Attributes | undefined;
      timeZone?: string | null | undefined;
      locale?: string | null | undefined;
      email?: string | undefined;
      subscribed?: boolean | undefined;
      suppressed?: SuppressionReason | null | undefined;
    }
  /** A fact about a mail; one by a machine does not count. */
  | { mail: MailName; did: MailFact; link?: string | undefined; machine?: boolean | undefined }
  /** A really sent mail with the facts known then, and its event. */
  | { known: Message; name: string; data: Record<string, unknown> }
  /** A membership that the simulation does not evaluate itself. */
  | { segment: string; in: boolean }
  /** Enrolled by the API, with the entry event's data. */
  | { enrolled: Record<string, unknown> }
);

/** Facts about a sent mail. */
const NEWS = factsWhere(({ event, did }) => event && did !== "sent");
export type MailFact = Exclude<FactWord, "sent" | "rejected">;
export const MAIL_FACTS = NEWS.map((fact) => MESSAGE_FACTS[fact].did as MailFact);
export const factOf = (did: MailFact): MessageFact => NEWS[MAIL_FACTS.indexOf(did)]!;

/** The assumed result of a step's request. */
export type AssumedReply = {
  /** `silent`: no result. */
  outcome: "ok" | "retry" | "refused" | "silent";
  status?: string | undefined;
  attributes?: Record<string, Attribute> | undefined;
};
