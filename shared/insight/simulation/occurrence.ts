import {
  type FactWord,
  factsWhere,
  MESSAGE_FACTS,
  type MessageFact,
} from "#shared/audience/events/index.ts";
import type { Attribute, Attributes, SuppressionReason } from "#shared/audience/profiles/index.ts";
import type { Message } from "#shared/messaging/messages/index.ts";

/** A mail of the simulation: the nth that was decided (from 1), or the latest of a step. */
type MailName = number | string;

/** Something that is to happen to the person at an instant (epoch milliseconds). */
export type Occurrence = { at: number } & (
  | { event: string; data?: Record<string, unknown> | undefined; id?: string | undefined }
  | {
      /** Null takes one away. */
      attributes?: Attributes | undefined;
      timeZone?: string | null | undefined;
      locale?: string | null | undefined;
      email?: string | undefined;
      subscribed?: boolean | undefined;
      suppressed?: SuppressionReason | null | undefined;
    }
  /** What became of a mail, or what its reader did with it; a machine's reading counts for nothing. */
  | { mail: MailName; did: MailNews; link?: string | undefined; machine?: boolean | undefined }
  /** A mail that was really sent, as far as it was known then, and the event that told of it. */
  | { known: Message; name: string; data: Record<string, unknown> }
  /** Entered or left, where the simulation does not judge by the segment's condition. */
  | { segment: string; in: boolean }
  /** Let in by hand, with what conditions and templates see as the event. */
  | { enrolled: Record<string, unknown> }
);

/** What may become of a mail once it has left. */
const NEWS = factsWhere(({ event, did }) => event && did !== "sent");
export type MailNews = Exclude<FactWord, "sent" | "rejected">;
export const MAIL_NEWS = NEWS.map((fact) => MESSAGE_FACTS[fact].did as MailNews);
export const factOfNews = (did: MailNews): MessageFact => NEWS[MAIL_NEWS.indexOf(did)]!;

/** What is taken for the answer to a request of a step. */
export type Reply = {
  /** `silent` is no answer at all. */
  outcome: "ok" | "retry" | "refused" | "silent";
  status?: string | undefined;
  attributes?: Record<string, Attribute> | undefined;
};
