import { MESSAGE_FACTS, type MessageFact } from "#shared/audience/events/index.ts";
import { isOut, type Message } from "#shared/messaging/messages/index.ts";
import type { TableWriter } from "#shared/ports/table.ts";
import { type Hold, writeAttention } from "./attention-store.ts";
import { addDailyCounts, type Counted, isMailCount } from "./daily-count-store.ts";

/** Called after a message's row was written in place of `before`. For figures only. */
export type OnWritten = (next: Message, before?: Message) => void;

/** Collects the figures of a batch. Notifications to the team and tests are counted in none. */
export function collectFigures() {
  const counted: Counted[] = [];
  const holds: Hold[] = [];
  /** By id, whether it is in doubt now. */
  const doubts = new Map<string, boolean>();
  const onWritten: OnWritten = (next, before) => {
    if (next.team !== undefined) return;
    if (next.status === "held" && before?.status !== "held") holds.push(next);
    if (isInDoubt(next) || (before && isInDoubt(before))) doubts.set(next.id, isInDoubt(next));
    if (before) counted.push(...newFacts(before, next));
  };
  /** Best effort: the mails' own rows are written by then. */
  const write = async (
    world: { table: TableWriter<"stats" | "index"> },
    now: number,
  ): Promise<void> => {
    await Promise.allSettled([
      addDailyCounts(world, counted),
      writeAttention(world, { holds, doubts }, now),
    ]);
  };
  return { onWritten, write };
}

const isInDoubt = (message: Message) => message.status === "unknown" && !isOut(message);

function newFacts({ facts: before }: Message, { facts, source }: Message): Counted[] {
  return Object.entries(facts).flatMap(([fact, at]) => {
    const count = MESSAGE_FACTS[fact as MessageFact].did;
    if (before[fact as MessageFact] !== undefined || !isMailCount(count)) return [];
    return [{ count, at, ...(source.kind === "run" && { sequence: source.sequence }) }];
  });
}
