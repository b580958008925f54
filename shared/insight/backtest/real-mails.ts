import type { HistoryWindow } from "#shared/automation/enrollments/index.ts";
import type { Occurrence } from "#shared/insight/simulation/index.ts";
import {
  leftAt,
  MESSAGE_EVENTS,
  type Message,
  messageEvents,
} from "#shared/messaging/messages/index.ts";
import type { Lens } from "./lens.ts";

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
    for (const name of MESSAGE_EVENTS) {
      for (const { at, data } of messageEvents(name, [message])) {
        if (at >= from) news.push({ at, known: knownAt(message, at), name, data });
      }
    }
  }
  return { known, news };
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
export const realMailsOf = (past: HistoryWindow, lens: Lens): RealMail[] =>
  othersMails(past, lens).flatMap((message) => {
    const at = leftAt(message);
    if (at === undefined || message.team !== undefined || at < lens.from || at > lens.until) {
      return [];
    }
    const sequence = message.source.kind === "run" ? message.source.sequence : undefined;
    return [{ at, sequence, isMarketing: message.class === "marketing" }];
  });

/** What the sequence itself really sent is not there: the backtest is in its place. */
export const othersMails = ({ messages }: HistoryWindow, { sequence }: Lens): Message[] =>
  messages.filter(({ source }) => source.kind !== "run" || source.sequence !== sequence);
