import type { Key, Write } from "#shared/ports/table.ts";
import type { Call } from "./calls.ts";

type Named = [about: string, call: Call];

const KEY = { table: "people", pk: "p", sk: "a" } as const;
const put = (sk: string, data: object = {}): Write => ({
  put: { ...KEY, sk },
  v: 1,
  data,
  expect: "any",
});
const remove = (key: Partial<Key>): Write => ({ delete: { ...KEY, ...key }, expect: "any" });
/** Its JSON has that many bytes. */
const sized = (bytes: number) => ({ t: "x".repeat(bytes - 8) });
const many = (count: number, data?: object) =>
  Array.from({ length: count }, (_, i) => put(`many ${i}`, data));

const BAD_KEYS: Record<string, Partial<Key>> = {
  "an empty key": { sk: "" },
  "an empty partition": { pk: "" },
  "a long key": { sk: "é".repeat(513) },
  "a long partition": { pk: "p".repeat(2049) },
  "half a character": { sk: "a\ud83d" },
};
const BAD_WRITES: Record<string, Write[]> = {
  "a row too large": [put("a"), put("b", sized(396 * 1024 + 1))],
  "too many rows": many(101),
  ...Object.fromEntries(
    Object.entries(BAD_KEYS).map(([name, key]) => [name, [put("a"), remove(key)]]),
  ),
};
const BAD_WHOLES: Record<string, Write[]> = {
  "a row twice": [put("a"), put("b"), remove({})],
  "rows too large together": many(10, sized(400_000)),
};
const BAD_QUERIES: Record<string, Partial<Call & { op: "query" }>> = {
  "a long bound": { range: { from: "x".repeat(1025) } },
  "a long prefix": { range: { prefix: "é".repeat(513) } },
  "a long place": { options: { after: "x".repeat(1025) } },
  "half a character": { range: { to: "\ud83d" } },
  "an empty partition": { pk: "" },
  "a long partition": { pk: "p".repeat(2049) },
  "a page of nothing": { options: { limit: 0 } },
  "a page of part of a row": { options: { limit: 1.5 } },
};
const BAD_AMOUNTS: Record<string, Record<string, number>> = {
  "no field": {},
  "a part of one": { n: 0.5 },
  "no number": { n: Number.NaN },
  "a number beyond the whole ones": { n: 2 ** 53 },
};

const BAD_STARTS: Record<string, { fields: Record<string, number>; from: number }> = {
  "two fields from one number": { fields: { n: 1, m: 1 }, from: 1 },
  "a field from a part of one": { fields: { n: 1 }, from: 0.5 },
};

/** Every call that no table takes, about that row or these counters as far as it matters. */
export function refusals(key: Key, counters: Key): Named[] {
  const named = <T>(of: Record<string, T>, op: string, make: (bad: T) => Call): Named[] =>
    Object.entries(of).map(([name, bad]) => [`refused: ${op} ${name}`, make(bad)]);
  const all = { range: {}, options: {} };
  return [
    ...named(BAD_KEYS, "get of", (bad) => ({ op: "get", key: { ...key, ...bad } })),
    ...named(BAD_KEYS, "getMany of", (bad) => ({ op: "getMany", keys: [key, { ...key, ...bad }] })),
    ...named({ "too many rows": 101 }, "getMany of", (count) => ({
      op: "getMany",
      keys: Array.from({ length: count }, () => key),
    })),
    ...named(BAD_QUERIES, "query of", (bad) => ({ op: "query", ...KEY, ...all, ...bad })),
    ...named(BAD_WRITES, "write of", (writes) => ({ op: "write", writes })),
    ...named(BAD_WRITES, "writeEach of", (writes) => ({ op: "writeEach", writes })),
    ...named(BAD_WHOLES, "write of", (writes) => ({ op: "write", writes })),
    ...named(BAD_KEYS, "add to", (bad) => ({
      op: "add",
      key: { ...counters, ...bad },
      fields: { n: 1 },
    })),
    ...named(BAD_AMOUNTS, "add of", (fields) => ({ op: "add", key: counters, fields })),
    ...named(BAD_STARTS, "add of", (bad) => ({ op: "add", key: counters, ...bad })),
  ];
}

/** The largest that every table takes. */
export const extremes: Named[] = [
  ["taken: a hundred rows", { op: "write", writes: many(100) }],
  [
    "taken: a row of the largest size",
    { op: "write", writes: [put("s".repeat(1024), sized(396 * 1024))] },
  ],
  [
    "taken: rows of the largest size together",
    { op: "write", writes: many(10, sized(400_000 - "pmany 1".length - 160)) },
  ],
];
