type Named = { contact?: unknown; message?: unknown };

/** Of what the queues carry: whom a message is about, by its one field. */
type Body = {
  event?: Named;
  own?: Named;
  answered?: { asker?: Named };
  followed?: Named;
  removed?: Named;
  touched?: unknown;
  hit?: Named;
  open?: Named;
  judge?: Named;
  /** What a provider tells of a mail. */
  mail?: { tags?: { message?: unknown[] } };
  /** These two hold what is about many. */
  due?: Named[];
  mails?: unknown[];
};

/**
 * The body of a queue message without what it says about a contact; undefined where that is all of
 * it. A message that only names the contact as a place in a list, or to have it erased, stays.
 */
export function withoutContact(body: Body, contact: string): object | undefined {
  const isOwn = (message: unknown) =>
    typeof message === "string" && message.startsWith(`${contact}_`);
  const isAbout = (one: Named | undefined) =>
    one !== undefined && (one.contact === contact || isOwn(one.message));
  const { due, mails, mail, event, own, answered, followed, removed, hit, open, judge } = body;
  if (due) return others({ due: due.filter((one) => !isAbout(one)) });
  if (mails) return others({ mails: mails.filter((one) => !isOwn(one)) });
  const named = [event, own, answered?.asker, followed, removed, hit, open, judge];
  const isTheirs =
    named.some(isAbout) || body.touched === contact || isOwn(mail?.tags?.message?.[0]);
  return isTheirs ? undefined : body;
}

const others = <T extends Record<string, unknown[]>>(body: T): T | undefined =>
  Object.values(body)[0]!.length > 0 ? body : undefined;
