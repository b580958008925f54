import { digest, oldestFirst, parseMessageId } from "#shared/kernel/ids.ts";
import { mergePages } from "#shared/kernel/merge-pages.ts";
import { shardOf } from "#shared/kernel/shards.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import type { MessageSource } from "#shared/messaging/messages/index.ts";
import type { Item, Put, TableReader, TableWriter, Write } from "#shared/ports/table.ts";

/** A mail in the log: what lists choose by without reading its row. */
export type LoggedMail = { id: string; template: string; sequence?: string; step?: string };
/** The mails of a batch, as texts: `id template [sequence step]`. */
type LogRow = { mails: string[] };

/** Older mails are found by their contact. */
const KEEP_MS = 30 * DAY_MS;
/** A partition takes 1,000 writes a second; a batch is one of up to ten. */
const SHARDS = 4;
const pkOf = (shard: number) => `log#${shard}`;
/** Sorts after all keys of an instant. */
const LAST = "~";

const write = ({ id, template, sequence, step }: LoggedMail) =>
  [id, template, ...(sequence === undefined ? [] : [sequence, step!])].join(" ");

function read(text: string): LoggedMail {
  const [id, template, sequence, step] = text.split(" ");
  const source = sequence === undefined ? {} : { sequence, step: step! };
  return { id: id!, template: template!, ...source };
}

/**
 * Logs the mails of a batch that a worker has in hand for the first time, in one row. The row's key
 * names none of them, so an erasure can rewrite it.
 */
export async function logMails(
  { table }: { table: TableWriter<"due"> },
  mails: { id: string; template: string; source: MessageSource }[],
  now: number,
): Promise<void> {
  if (mails.length === 0) return;
  const name = digest(...mails.map(({ id }) => id));
  const row: Put<"due"> = {
    put: {
      table: "due",
      pk: pkOf(shardOf(name, SHARDS)),
      sk: `${oldestFirst(now)}#${name}`,
    },
    v: 1,
    data: {
      mails: mails.map(({ id, template, source }) =>
        write({ id, template, ...(source.kind === "run" && source) }),
      ),
    } satisfies LogRow,
    expiresAt: now + KEEP_MS,
    expect: "any",
  };
  await table.write([row]);
}

export type LogRange = { from?: number | undefined; until?: number | undefined };

/** The newest rows before a row, within two instants (epoch milliseconds), each newest first. */
export async function readLogRows(
  { table }: { table: TableReader<"due"> },
  { from, until }: LogRange,
  { limit, before }: { limit: number; before?: string },
): Promise<{ rows: { sk: string; mails: LoggedMail[] }[]; isOver: boolean }> {
  const range = {
    from: from === undefined ? "" : oldestFirst(from),
    to: until === undefined ? LAST : `${oldestFirst(until)}${LAST}`,
  };
  const page = { limit, reverse: true, ...(before !== undefined && { after: before }) };
  const { items, next } = await mergePages(SHARDS, page, (shard, after, size) =>
    table.query<LogRow>("due", pkOf(shard), range, { limit: size, after, reverse: true }),
  );
  const rows = items.map(({ sk, data }) => ({ sk, mails: data.mails.map(read).toReversed() }));
  return { rows, isOver: next === undefined };
}

/** Before this row and its like come all older rows: to read a row again. */
export const justAfter = (sk: string) => `${sk}${LAST}`;

/** The write that removes mails to these contacts from a row of `due`; undefined for all others. */
export function eraseFromLog(
  { pk, sk, v, expiresAt, data }: Item<{ mails?: string[] }>,
  contacts: ReadonlySet<string>,
): Write<"due"> | undefined {
  const left = data.mails?.filter((text) => !contacts.has(parseMessageId(read(text).id).contact));
  if (!left || left.length === data.mails!.length) return undefined;
  const key = { table: "due", pk, sk } as const;
  if (left.length === 0) return { delete: key, expect: "any" };
  const row: LogRow = { mails: left };
  return { put: key, v, data: row, expect: "any", ...(expiresAt !== undefined && { expiresAt }) };
}
