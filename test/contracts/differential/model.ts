import type { Expect, Item, Key, Write } from "#shared/ports/table.ts";
import type { Call, Reply } from "./calls.ts";

export type Row = Item & { writer?: string };

const KB = 1024;
const bytes = (text: string) => Buffer.byteLength(text);
const compare = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
const refused: Reply = { error: "Defect" };
const conflict = ({ table, sk }: Key): Reply => ({
  error: `Conflict: a row of ${table} is not as expected: ${sk}`,
});
export const keyOf = (write: Write): Key => ("put" in write ? write.put : write.delete);

const isKey = ({ pk, sk }: Key) =>
  [pk, sk].every((text) => text !== "" && text.isWellFormed()) &&
  bytes(pk) <= 2 * KB &&
  bytes(sk) <= KB;
const isBound = (text = "") => isKey({ table: "people", pk: "p", sk: text || "s" });
const sizeOf = (write: Write) => ("put" in write ? bytes(JSON.stringify(write.data)) : 0);

/** The `Table` port in a map, as plain as possible: the model for all adapters. */
export class Model {
  readonly #rows: Map<string, Row>;
  now: number;

  constructor(now: number, rows = new Map<string, Row>()) {
    this.now = now;
    this.#rows = rows;
  }

  /** Another one that goes on from here; rows are replaced, never changed. */
  copy = () => new Model(this.now, new Map(this.#rows));

  /** A row whether it has expired or not. */
  row = ({ table, pk, sk }: Key) => this.#rows.get(JSON.stringify([table, pk, sk]));
  isAlive = (row: Row): boolean => (row.expiresAt ?? Number.POSITIVE_INFINITY) > this.now;
  #alive(key: Key): Row | undefined {
    const row = this.row(key);
    return row && this.isAlive(row) ? row : undefined;
  }

  /** What has expired and may be put or deleted. */
  expired = (): Key[] =>
    [...this.#rows.values()]
      .filter((row) => !this.isAlive(row) && row.table !== "stats")
      .map(({ table, pk, sk }) => ({ table, pk, sk }));

  answer(call: Call): Reply {
    switch (call.op) {
      case "get":
        return isKey(call.key) ? { value: this.#read(call.key) } : refused;
      case "getMany":
        if (call.keys.length > 100 || !call.keys.every(isKey)) return refused;
        return { value: call.keys.map((key) => this.#read(key)) };
      case "query":
        return this.#query(call);
      case "write":
      case "writeEach":
        return this.#write(call);
      case "add":
        return this.#add(call);
    }
  }

  #read(key: Key): Item | undefined {
    const row = this.#alive(key);
    if (!row) return undefined;
    const { writer: _, ...item } = row;
    return item;
  }

  #query({ table, pk, range, options }: Call & { op: "query" }): Reply {
    const { after, limit = 1, reverse = false } = options;
    const { prefix = "", from = "", to = "" } = { prefix: "", from: "", to: "", ...range };
    const fits = isKey({ table, pk, sk: "s" }) && [prefix, from, to, after].every(isBound);
    if (!fits || !(Number.isInteger(limit) && limit > 0)) return refused;
    const rows = [...this.#rows.values()]
      .filter((row) => row.table === table && row.pk === pk && this.isAlive(row))
      .filter(({ sk }) => sk.startsWith(prefix) && compare(sk, from) >= 0)
      .filter(({ sk }) => to === "" || compare(sk, to) <= 0)
      .toSorted((a, b) => compare(a.sk, b.sk));
    const inOrder = reverse ? rows.toReversed() : rows;
    const behind = inOrder.filter(({ sk }) => {
      if (after === undefined) return true;
      return reverse ? compare(sk, after) < 0 : compare(sk, after) > 0;
    });
    return { value: behind.map((row) => this.#read(row)) };
  }

  #write({ op, writes, writer }: Call & { op: "write" | "writeEach" }): Reply {
    const keys = writes.map(keyOf);
    if (writes.length > 100 || !keys.every(isKey)) return refused;
    if (writes.some((write) => sizeOf(write) > 396 * KB)) return refused;
    if (op === "writeEach") {
      const replies = writes.map((write) => this.#writeWhole([write], writer));
      return { value: replies.map((reply) => ("error" in reply ? reply : undefined)) };
    }
    const isTwice = new Set(keys.map((key) => JSON.stringify(key))).size < keys.length;
    const size = (write: Write) => sizeOf(write) + bytes(keyOf(write).pk + keyOf(write).sk) + 160;
    const total = writes.reduce((sum, write) => sum + size(write), 0);
    if (isTwice || (writes.length > 1 && total > 4_000_000)) return refused;
    return this.#writeWhole(writes, writer);
  }

  #writeWhole(writes: Write[], writer: string | undefined): Reply {
    const failed = writes.filter(
      ({ expect, ...write }) => !this.isMet(keyOf(write as Write), expect),
    );
    const isDone = failed.some((write) => writer && this.row(keyOf(write))?.writer === writer);
    if (isDone) return { value: undefined };
    if (failed[0]) return conflict(keyOf(failed[0]));
    for (const write of writes) {
      if ("delete" in write) this.#rows.delete(JSON.stringify(nameOf(write.delete)));
      else {
        const { put, v, expiresAt, expect } = write;
        const data = JSON.parse(JSON.stringify(write.data));
        this.#keep({ ...put, version: versionAfter(expect), v, data, expiresAt, writer });
      }
    }
    return { value: undefined };
  }

  isMet(key: Key, expect: Expect): boolean {
    const version = this.#alive(key)?.version;
    if (expect === "any") return true;
    if (expect === "absent") return version === undefined;
    if (typeof expect === "number") return version === expect;
    return version === undefined || version < expect.below;
  }

  #add({ key, fields, expiresAt, from }: Call & { op: "add" }): Reply {
    const amounts = Object.entries(fields);
    const isWhole = [...Object.values(fields), from ?? 0].every(Number.isSafeInteger);
    if (!isKey(key) || amounts.length === 0 || !isWhole) return refused;
    if (from !== undefined && amounts.length > 1) return refused;
    const kept = this.#alive(key);
    const before = (kept?.data ?? {}) as Record<string, number>;
    const stands = (name: string) => {
      const value = before[name] ?? from ?? 0;
      return from === undefined || value > from ? value : from;
    };
    const sums = Object.fromEntries(amounts.map(([name, n]) => [name, stands(name) + n]));
    const data = { ...before, ...sums };
    this.#keep({ ...key, version: 1, v: 1, data, expiresAt: expiresAt ?? kept?.expiresAt });
    return { value: sums };
  }

  #keep(row: Row): void {
    if (row.expiresAt === undefined) delete row.expiresAt;
    this.#rows.set(JSON.stringify(nameOf(row)), row);
  }
}

const nameOf = ({ table, pk, sk }: Key) => [table, pk, sk];

function versionAfter(expect: Expect): number {
  if (typeof expect === "object") return expect.below;
  return typeof expect === "number" ? expect + 1 : 1;
}
