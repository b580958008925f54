import { chunksOf } from "#shared/kernel/chunks.ts";
import type { Message } from "#shared/messaging/messages/index.ts";
import { messageKey, stateOf } from "#shared/messaging/messages/index.ts";
import { readRows } from "#shared/ports/read-rows.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { justAfter, type LoggedMail, type LogRange, readLogRows } from "./log-store.ts";

type MessageFilter = LogRange & {
  state?: string | undefined;
  sequence?: string | undefined;
  step?: string | undefined;
  template?: string | undefined;
};
/** A position in the log: after the first `used` mails of a row. */
type LogPlace = { row: string; used: number };

type Reads = { table: TableReader<"due" | "people"> };
type Found = { mail: LoggedMail; place: LogPlace };

/** Rows of the log read at once, and for a page: a filter that fits few makes shorter pages. */
const ROWS = 10;
const MAX_ROWS = 100;
const MAX_MESSAGES = 500;
/** Messages read at once, whatever the size of the page: a filter may fit none of them. */
const AT_ONCE = 25;

/**
 * A page of the messages in the log, newest first: from when a worker first had each in hand.
 * `settle` completes a message with outcomes stored elsewhere. Only the last page has no next.
 */
export async function readLog(
  world: Reads,
  filter: MessageFilter,
  { limit, place }: { limit: number; place?: LogPlace | undefined },
  settle: (message: Message) => Promise<Message>,
): Promise<{ items: Message[]; next?: LogPlace }> {
  const items: Message[] = [];
  let at = place;
  let [rowsRead, messagesRead] = [0, 0];
  while (rowsRead < MAX_ROWS && messagesRead < MAX_MESSAGES) {
    const { rows, isOver } = await readLogRows(world, filter, {
      limit: ROWS,
      ...(at && { before: justAfter(at.row) }),
    });
    rowsRead += ROWS;
    const found = rows.flatMap(({ sk, mails }) =>
      mails
        .map((mail, i): Found => ({ mail, place: { row: sk, used: i + 1 } }))
        .slice(sk === at?.row ? at.used : 0),
    );
    const fitting = found.filter(({ mail }) => fits(mail, filter));
    for (const some of chunksOf(fitting, AT_ONCE)) {
      const messages = await readMessagesOf(world, some, settle);
      messagesRead += some.length;
      for (const [i, message] of messages.entries()) {
        if (!message || items.some(({ id }) => id === message.id)) continue;
        if (filter.state !== undefined && stateOf(message) !== filter.state) continue;
        items.push(message);
        if (items.length === limit) return { items, next: some[i]!.place };
      }
      if (messagesRead >= MAX_MESSAGES) return { items, next: some.at(-1)!.place };
    }
    const last = rows.at(-1);
    if (isOver || !last) return { items };
    at = { row: last.sk, used: last.mails.length };
  }
  return { items, ...(at && { next: at }) };
}

const fits = (mail: LoggedMail, { sequence, step, template }: MessageFilter) =>
  (sequence === undefined || mail.sequence === sequence) &&
  (step === undefined || mail.step === step) &&
  (template === undefined || mail.template === template);

/** Undefined where a contact was erased, or where a worker ended before the row was written. */
async function readMessagesOf(
  { table }: Reads,
  found: Found[],
  settle: (message: Message) => Promise<Message>,
): Promise<(Message | undefined)[]> {
  const ids = [...new Set(found.map(({ mail }) => mail.id))];
  const rows = await readRows<"people", Message>(table, ids.map(messageKey));
  const settled = await Promise.all(rows.map(({ data }) => settle(data)));
  const known = new Map(settled.map((message) => [message.id, message]));
  return found.map(({ mail }) => known.get(mail.id));
}
