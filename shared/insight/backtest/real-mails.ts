import type { HistoryWindow } from "#shared/automation/enrollments/index.ts";
import type { Occurrence } from "#shared/insight/simulation/index.ts";
import {
  leftAt,
  MESSAGE_EVENTS,
  type Message,
  messageEvents,
} from "#shared/messaging/messages/index.ts";
import type { ReplayConfig } from "./replay-config.ts";

/** The contact's real mails before `from` as known then, and the later events of all of them. */
export function mailsOverTime(
  messages: Message[],
  from: number,
): { known: Message[]; events: Occurrence[] } {
  const known: Message[] = [];
  const events: Occurrence[] = [];
  for (const message of messages) {
    const left = leftAt(message);
    if (left === undefined || message.team !== undefined) continue;
    if (left < from) known.push(knownAt(message, from - 1));
    for (const name of MESSAGE_EVENTS) {
      for (const { at, data } of messageEvents(name, [message])) {
        if (at >= from) events.push({ at, known: knownAt(message, at), name, data });
      }
    }
  }
  return { known, events };
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

/** A real mail in the period. */
export type RealMail = { at: number; sequence: string | undefined; isMarketing: boolean };

/** The contact's real mails in the period, without those of the sequence. */
export const realMailsOf = (window: HistoryWindow, config: ReplayConfig): RealMail[] =>
  othersMails(window, config).flatMap((message) => {
    const at = leftAt(message);
    if (at === undefined || message.team !== undefined || at < config.from || at > config.until) {
      return [];
    }
    const sequence = message.source.kind === "run" ? message.source.sequence : undefined;
    return [{ at, sequence, isMarketing: message.class === "marketing" }];
  });

/** Without the sequence's own real mails: the replay takes their place. */
export const othersMails = ({ messages }: HistoryWindow, { sequence }: ReplayConfig): Message[] =>
  messages.filter(({ source }) => source.kind !== "run" || source.sequence !== sequence);
