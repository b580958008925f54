import { contactKey, LAST, readContactRows } from "#shared/audience/partition/index.ts";
import { newestFirst, parseMessageId } from "#shared/kernel/ids.ts";
import { KEEP_ROWS_MS } from "#shared/kernel/retention.ts";
import type { Delete, Item, Key, Put, TableReader } from "#shared/ports/table.ts";
import type { Message } from "./message.ts";

type Reads = { table: TableReader<"people"> };

/** @throws InvalidInput when `id` is no message id */
export function messageKey(id: string): Key<"people"> {
  const { contact, bornAt } = parseMessageId(id);
  return contactKey(contact, `c#${newestFirst(bornAt)}#${id}`);
}

/** Messages decided after `from` and up to `to` (epoch milliseconds); eventually consistent. */
export const readMessagesBetween = (world: Reads, contact: string, from: number, to: number) =>
  readContactRows<Message>(world, contact, {
    from: `c#${newestFirst(to)}`,
    to: `c#${newestFirst(from)}`,
  });

/** Messages decided at or before `at`, newest first: at least `count` if there are as many. */
export async function readMessages(world: Reads, contact: string, at: number, count: number) {
  const range = { from: `c#${newestFirst(at)}`, to: `c#${LAST}` };
  const enough = (rows: Item<Message>[]) => rows.length >= count;
  const rows = await readContactRows(world, contact, range, { enough });
  return rows.map(({ data }) => data);
}

export const readMessage = ({ table }: Reads, id: string) =>
  table.get<Message>(messageKey(id), { consistent: true });

/** An eventually consistent read at half the price, for what is never undone. */
export const peekMessage = ({ table }: Reads, id: string) => table.get<Message>(messageKey(id));

export const putMessage = (message: Message, expect: Put["expect"]): Put<"people"> => ({
  put: messageKey(message.id),
  v: 1,
  data: isOver(message) ? withoutData(message) : message,
  expiresAt: lastOf(message) + KEEP_ROWS_MS,
  expect,
});

/** The latest instant known of a message; the row is kept from then on, for conditions. */
const lastOf = ({ bornAt, facts, clicks = [] }: Message): number =>
  Math.max(bornAt, ...Object.values(facts), ...clicks.map(({ at }) => at));

const isOver = ({ status }: Message) =>
  status === "sent" || status === "refused" || status === "dropped";

/** Template data, such as a reset link, is removed once the mail is sent or has ended. */
function withoutData(message: Message): Message {
  if (message.data === undefined) return message;
  const { data: _, ...rest } = message;
  return rest;
}

/** Deletes a message's row at the version that was read. */
export const deleteMessage = (id: string, expect: number): Delete<"people"> => ({
  delete: messageKey(id),
  expect,
});
