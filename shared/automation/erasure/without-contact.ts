import type { DeliverMessage, FeedbackMessage, WorkMessage } from "#shared/queue/index.ts";

type Known = WorkMessage | DeliverMessage | FeedbackMessage;
type KindOf<Message> = Message extends unknown ? keyof Message & string : never;
/** The content of a message, by its kind, which is the name of its one field. */
type Contents = { [Kind in KindOf<Known>]: Extract<Known, Record<Kind, unknown>>[Kind] };

/** A contact, named directly or by one of its messages. */
type Subject = { contact?: unknown; message?: unknown };

const itself = (subject: Subject) => subject;
/** It names a contact only as a list position, or to have it erased. */
const none = () => undefined;

/** The contact of a message, by kind; `due` and `mails` list several. */
const SUBJECTS: {
  [Kind in Exclude<keyof Contents, "due" | "mails">]: (
    content: Contents[Kind],
  ) => Subject | undefined;
} = {
  event: itself,
  internalEvent: itself,
  webhookResult: ({ origin }) => origin,
  reevaluate: (contact) => ({ contact }),
  migrate: itself,
  removeRuns: itself,
  erased: none,
  job: none,
  fanOut: none,
  click: itself,
  open: itself,
  detectBots: itself,
};

type Body = Record<string, unknown> & {
  due?: Subject[];
  mails?: unknown[];
  /** Feedback of a provider. */
  mail?: { tags?: { message?: unknown[] } };
};

/**
 * A queue message's body, even a malformed one, without what it says about a contact; undefined if
 * that is all of it.
 */
export function withoutContact(body: Body, contact: string): object | undefined {
  const isOfContact = (message: unknown) =>
    typeof message === "string" && message.startsWith(`${contact}_`);
  const isAbout = (one: Subject | undefined) =>
    one !== undefined && (one.contact === contact || isOfContact(one.message));
  const { due, mails, mail } = body;
  if (due) return others({ due: due.filter((one) => !isAbout(one)) });
  if (mails) return others({ mails: mails.filter((one) => !isOfContact(one)) });
  const isTheirs = Object.entries(SUBJECTS).some(([kind, subjectOf]) => {
    const content = body[kind];
    return content != null && isAbout(subjectOf(content as never));
  });
  return isTheirs || isOfContact(mail?.tags?.message?.[0]) ? undefined : body;
}

const others = <T extends Record<string, unknown[]>>(body: T): T | undefined =>
  Object.values(body)[0]!.length > 0 ? body : undefined;
