import type { Item, Key, Page, Write } from "#shared/ports/table.ts";

/** A call of a port in words, with the rows and the queue bodies that it is about. */
export function describe(port: string, name: string, args: unknown[], result?: unknown): string {
  if (port === "queue" && name === "send") {
    return `queues on ${args[0]} ${JSON.stringify(args[1])}`;
  }
  if (port === "webhooks") return `asks for ${JSON.stringify(args[0])}`;
  if (port !== "table") return `${port} ${name}`;
  if (name === "get")
    return `reads ${keyText(args[0] as Key)}${seen([result as Item | undefined])}`;
  if (name === "getMany") return `reads ${(args[0] as Key[]).map(keyText).join(", ")}`;
  if (name === "query") {
    const page = result as Page<object> | undefined;
    return `queries ${args[0]} ${args[1]}${page ? `: ${page.items.length} rows` : ""}${seen(page?.items ?? [])}`;
  }
  if (name === "write" || name === "writeEach") {
    const errors = Array.isArray(result) ? (result as (Error | undefined)[]) : [];
    const rows = (args[0] as Write[]).map(
      (one, i) => writeText(one) + (errors[i] ? " (refused)" : ""),
    );
    return `writes ${rows.join("; ")}`;
  }
  if (name === "add") return `adds to ${keyText(args[0] as Key)}`;
  return name;
}

const keyText = ({ table, pk, sk }: Key) => `${table} ${pk} ${sk}`;

function writeText(write: Write): string {
  if (!("put" in write)) return `${keyText(write.delete)} gone`;
  return `${keyText(write.put)}${stateText(write.data)}`;
}

const seen = (items: (Item | undefined)[]) =>
  items.map((item) => (item ? ` [${item.sk.slice(0, 1)}${stateText(item.data)}]` : "")).join("");

/** What matters of a row: its state, its step, its outbox, or what it refers to. */
function stateText(data: unknown): string {
  const row = data as {
    status?: string;
    step?: string | null;
    attempt?: number;
    outbox?: { messageId: string }[];
    references?: object[];
    suppression?: object | null;
    pending?: { id: string; name: string }[];
    segments?: Record<string, { in: boolean }>;
    wakeAt?: number;
    dueAt?: number;
  };
  const parts = [
    row.status,
    row.step !== undefined && `step ${row.step}`,
    row.attempt !== undefined && `attempt ${row.attempt}`,
    row.outbox?.length && `outbox ${row.outbox.map(({ messageId }) => messageId).join(" ")}`,
    row.references && JSON.stringify(row.references),
    row.suppression && "suppressed",
    row.pending && `pending ${row.pending.map(({ name }) => name).join(" ")}`,
    row.segments && `in ${Object.keys(row.segments).filter((id) => row.segments![id]!.in)}`,
    row.wakeAt && `wakes ${new Date(row.wakeAt).toISOString()}`,
    row.dueAt && `due ${new Date(row.dueAt).toISOString()}`,
  ];
  const known = parts.filter(Boolean);
  return known.length > 0 ? ` (${known.join(", ")})` : "";
}
