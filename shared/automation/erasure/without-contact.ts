import type { DeliverMessage, FeedbackMessage, WorkMessage } from "#shared/queue/index.ts";

type Known = WorkMessage | DeliverMessage | FeedbackMessage;
type KindOf<Message> = Message extends unknown ? keyof Message & string : never;
/** What a message holds, by its kind, which is the name of its one field. */
type Contents = { [Kind in KindOf<Known>]: Extract<Known, Record<Kind, unknown>>[Kind] };

/** A contact, by itself or by one of its mails. */
type Subject = { contact?: unknown; message?: unknown };

const itself = (subject: Subject) => subject;
/** It only names a contact as a place in a list, or to have it erased. */
const none = () => undefined;

/** Whom a message is about, by its kind; those of `due` and `mails` are about many. */
const SUBJECTS: {
  [Kind in Exclude<keyof Contents, "due" | "mails">]: (
    content: Contents[Kind],
  ) => Subject | undefined;
} = {
  event: itself,
  own: itself,
  answered: ({ asker }) => asker,
  touched: (contact) => ({ contact }),
  followed: itself,
  removed: itself,
  erased: none,
  job: none,
  fanOut: none,
  hit: itself,
  open: itself,
  judge: itself,
};

type Body = Record<string, unknown> & {
  due?: Subject[];
  mails?: unknown[];
  /** What a provider tells of a mail. */
  mail?: { tags?: { message?: unknown[] } };
};

/**
 * The body of a queue message, also of one that misfits, without what it says about a contact;
 * undefined where that is all of it.
 */
export function withoutContact(body: Body, contact: string): object | undefined {
  const isOwn = (message: unknown) =>
    typeof message === "string" && message.startsWith(`${contact}_`);
  const isAbout = (one: Subject | undefined) =>
    one !== undefined && (one.contact === contact || isOwn(one.message));
  const { due, mails, mail } = body;
  if (due) return others({ due: due.filter((one) => !isAbout(one)) });
  if (mails) return others({ mails: mails.filter((one) => !isOwn(one)) });
  const isTheirs = Object.entries(SUBJECTS).some(([kind, subjectOf]) => {
    const content = body[kind];
    return content != null && isAbout(subjectOf(content as never));
  });
  return isTheirs || isOwn(mail?.tags?.message?.[0]) ? undefined : body;
}

const others = <T extends Record<string, unknown[]>>(body: T): T | undefined =>
  Object.values(body)[0]!.length > 0 ? body : undefined;
