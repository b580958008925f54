import * as z from "zod/mini";
import { english } from "#shared/kernel/english.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { isSenderFault } from "#shared/messaging/messages/index.ts";
import type { Feedback } from "./feedback.ts";
import { isMachineAgent } from "./is-machine-agent.ts";
import { SES, type SesPart } from "./ses-record.ts";
import { unwrapSes } from "./unwrap-ses.ts";

type Mail = SesPart<"mail">;
type SesRecord = { mail: Mail; part: <P extends keyof typeof SES>(name: P) => SesPart<P> };

/** Our event for each `eventType`. */
const READERS: Record<string, (record: SesRecord) => Feedback> = {
  Send: ({ mail }) => ({ ...common(mail), kind: "sent" }),
  Delivery: ({ mail, part }) => ({
    ...afterAcceptance(mail, part("delivery").timestamp),
    kind: "delivered",
  }),
  DeliveryDelay: ({ mail, part }) => {
    const { timestamp, delayType } = part("deliveryDelay");
    return { ...afterAcceptance(mail, timestamp), kind: "delayed", reason: delayType };
  },
  Bounce: ({ mail, part }) => readBounce(mail, part("bounce")),
  Complaint: ({ mail, part }) => {
    const { timestamp, complaintFeedbackType } = part("complaint");
    const suppresses = complaintFeedbackType !== "not-spam";
    return { ...afterAcceptance(mail, timestamp), kind: "complained", suppresses };
  },
  Reject: ({ mail, part }) => ({
    ...common(mail),
    kind: "rejected",
    reason: part("reject").reason,
  }),
  Open: ({ mail, part }) => {
    const open = part("open");
    return { ...common(mail, open.timestamp), kind: "opened", machine: isMachine(open) };
  },
  Click: ({ mail, part }) => {
    const click = part("click");
    const { timestamp, link } = click;
    return { ...common(mail, timestamp), kind: "clicked", machine: isMachine(click), link };
  },
  "Rendering Failure": ({ mail, part }) => ({
    ...common(mail),
    kind: "rendering-failed",
    reason: part("failure").errorMessage,
  }),
  Subscription: ({ mail, part }) => ({
    ...common(mail, part("subscription").timestamp),
    kind: "subscription",
  }),
};

/**
 * Parses an SES event, bare or in an SNS or EventBridge envelope; undefined for anything else.
 * Records that are not about a mail, and unknown kinds, yield nothing.
 * @throws InvalidInput when a record of a known kind lacks a required part
 */
export function parseSesEvent(body: unknown): Feedback[] | undefined {
  const record = unwrapSes(body);
  if (!record) return undefined;
  const type = record.eventType ?? record.notificationType;
  if (typeof type !== "string" || !Object.hasOwn(READERS, type)) return [];
  const part = <P extends keyof typeof SES>(name: P) => readPart(record, name);
  return [READERS[type]!({ mail: part("mail"), part })];
}

function readPart<P extends keyof typeof SES>(record: object, name: P): SesPart<P> {
  const { success, data, error } = SES[name].safeParse(
    (record as Record<string, unknown>)[name],
    english,
  );
  if (success) return data as SesPart<P>;
  throw new InvalidInput(`the "${name}" of an SES event: ${z.prettifyError(error)}`);
}

function common(mail: Mail, at = mail.timestamp) {
  const messageId = mail.tags.message?.[0];
  const attempt = Number(mail.tags.attempt?.[0] ?? Number.NaN);
  return {
    ...(typeof messageId === "string" && { messageId }),
    ...(Number.isSafeInteger(attempt) && { attempt }),
    providerId: mail.messageId,
    recipients: mail.destination,
    at,
  };
}

/** These records also say when SES accepted the mail. */
const afterAcceptance = (mail: Mail, at: number) => ({
  ...common(mail, at),
  takenAt: mail.timestamp,
});

/** Only `Permanent` condemns the address; other bounces may succeed another day. */
function readBounce(mail: Mail, bounce: SesPart<"bounce">): Feedback {
  const statuses = bounce.bouncedRecipients.map(
    ({ status, diagnosticCode }) => status ?? diagnosticCode ?? "",
  );
  const senderFault = statuses.some(isSenderFault);
  return {
    ...afterAcceptance(mail, bounce.timestamp),
    kind: "bounced",
    hard: bounce.bounceType === "Permanent" && !senderFault,
    senderFault,
    code: bounce.bouncedRecipients[0]?.status ?? bounce.bounceSubType,
  };
}

/** The provider's verdict outranks the `User-Agent`. */
const isMachine = ({ isBotEvent, userAgent }: SesPart<"open">) =>
  isBotEvent !== undefined && isBotEvent !== null && isBotEvent !== ""
    ? isBotEvent === true || isBotEvent === "Likely" || isBotEvent === "true"
    : isMachineAgent(userAgent ?? undefined);
