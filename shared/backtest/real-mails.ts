import type { Occurrence } from "#shared/forecast/index.ts";
import { leftAt, type Message, type Past } from "#shared/people/index.ts";
import type { Lens } from "./lens.ts";

const FACTS = {
  sent: "sentAt",
  delivered: "deliveredAt",
  opened: "openedAt",
  bounced: "bouncedAt",
  complained: "complainedAt",
} as const;

/** The mails that a person really had before `from`, as they were known then, and the news of these and later ones since. */
export function mailsOverTime(
  messages: Message[],
  from: number,
): { known: Message[]; news: Occurrence[] } {
  const known: Message[] = [];
  const news: Occurrence[] = [];
  for (const message of messages) {
    const left = leftAt(message);
    if (left === undefined || message.team !== undefined) continue;
    if (left < from) known.push(knownAt(message, from - 1));
    for (const { at, did, link } of newsOf(message, left)) {
      if (at < from) continue;
      const more = did === "clicked" ? { human: true, ...(link !== undefined && { link }) } : {};
      news.push({ at, known: knownAt(message, at), did: `message.${did}`, more });
    }
  }
  return { known, news };
}

function newsOf({ facts, clicks }: Message, left: number) {
  const news: { at: number; did: string; link?: string | undefined }[] = [];
  for (const [did, fact] of Object.entries(FACTS)) {
    const at = did === "sent" ? left : facts[fact];
    if (at !== undefined) news.push({ at, did });
  }
  const { clickedAt } = facts;
  const told = clicks ?? (clickedAt === undefined ? [] : [{ at: clickedAt }]);
  for (const { at, link } of told) news.push({ at, did: "clicked", link });
  return news;
}

function knownAt(message: Message, at: number): Message {
  const facts = Object.entries(message.facts).filter(([, instant]) => instant <= at);
  const clicks = message.clicks?.filter((click) => click.at <= at);
  return {
    ...message,
    status: "sent",
    facts: Object.fromEntries(facts),
    ...(clicks && { clicks }),
  } as Message;
}

/** A mail that a person really had in the time that is looked at. */
export type RealMail = { at: number; sequence: string | undefined; isMarketing: boolean };

/** The mails that a person really had, but those of the sequence itself. */
export const realMailsOf = (past: Past, lens: Lens): RealMail[] =>
  othersMails(past, lens).flatMap((message) => {
    const at = leftAt(message);
    if (at === undefined || message.team !== undefined || at < lens.from || at > lens.until) {
      return [];
    }
    const sequence = message.source.kind === "run" ? message.source.sequence : undefined;
    return [{ at, sequence, isMarketing: message.class === "marketing" }];
  });

/** What the sequence itself really sent is not there: the backtest is in its place. */
export const othersMails = ({ messages }: Past, { sequence }: Lens): Message[] =>
  messages.filter(({ source }) => source.kind !== "run" || source.sequence !== sequence);
