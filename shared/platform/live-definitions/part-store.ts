import { createHash } from "node:crypto";
import { InvalidInput, Unavailable } from "#shared/kernel/errors.ts";
import { WORKSPACE } from "#shared/kernel/ids.ts";
import { shardOf } from "#shared/kernel/shards.ts";
import { HOUR_MS } from "#shared/kernel/time.ts";
import { getRows } from "#shared/ports/read-rows.ts";
import type { Key, Put, TableReader } from "#shared/ports/table.ts";
import type { DeclaredAttribute } from "./declared-attribute.ts";
import type { LiveSegment, LiveSequence } from "./live-definitions.ts";

/**
 * Live sequences, segments and declared attributes in immutable parts. A generation is written once
 * under its own name; the small row names the current generation of each part
 * (docs/decisions/0014-live-definitions.md).
 */
export type Generations = Record<string, string>;
export type Part<T = LiveSequence | LiveSegment | DeclaredAttribute> = Readonly<Record<string, T>>;
export type Parts = Map<string, { generation: string; data: Part }>;

/** With 10,000 sequences a publish rewrites some 80, and the small row fits a 4 KB read unit. */
const CHUNKS = 128;
export const SEGMENTS = "segments";
export const ATTRIBUTES = "attributes";
/**
 * Below the 400 KB of a row; a full part is refused at publish, so that everything live can still
 * be stopped.
 */
const MAX_PART_BYTES = 300 * 1024;
/**
 * How long a generation outlives its successor, for readers of the previous small row; unused ones
 * expire too.
 */
const KEEP_MS = HOUR_MS;

/** The part of a sequence. */
export const partOf = (sequence: string): string => String(shardOf(sequence, CHUNKS));

const keyOf = (part: string, generation: string): Key<"library"> => ({
  table: "library",
  pk: WORKSPACE,
  sk: `switches#${part}#${generation}`,
});

/** A name unique to this content: the small row's version never repeats. */
export const nameGeneration = (rowVersion: number, data: Part): string => {
  const hash = createHash("sha256").update(JSON.stringify(data)).digest("base64url");
  return `${rowVersion.toString(36)}.${hash.slice(0, 6)}`;
};

/** A part before and after a change; either may be missing. */
export type PartChange = {
  part: string;
  before?: { generation: string; data: Part };
  after?: { generation: string; data: Part };
};

/**
 * The new generations, written before the row that names them, so that its readers find them. An
 * existing one is the same, from a failed attempt.
 */
export const writesBefore = (changes: PartChange[], now: number): Put<"library">[] =>
  changes.flatMap(({ part, after }) =>
    after ? [{ ...putPart(part, after), expect: "absent", expiresAt: now + KEEP_MS }] : [],
  );

/**
 * Written in one transaction with that row: new generations stop expiring, replaced ones start to.
 */
export const writesWith = (changes: PartChange[], now: number): Put<"library">[] =>
  changes.flatMap(({ part, before, after }) => [
    ...(after ? [putPart(part, after)] : []),
    ...(before ? [{ ...putPart(part, before), expiresAt: now + KEEP_MS }] : []),
  ]);

const putPart = (
  part: string,
  { generation, data }: { generation: string; data: Part },
): Put<"library"> => ({ put: keyOf(part, generation), v: 1, data, expect: "any" });

/** @throws InvalidInput when a part exceeds its row's limit */
export function assertFits(data: Part): void {
  if (Buffer.byteLength(JSON.stringify(data)) <= MAX_PART_BYTES) return;
  throw new InvalidInput(
    "there is no room for so many names of events and attributes as published sequences ask for: archive some",
  );
}

/**
 * The parts of these generations; known ones are not read again.
 * @throws Unavailable when one is missing: a partial result must not be used
 */
export async function readParts(
  { table }: { table: TableReader<"library"> },
  generations: Generations,
  known: Parts,
): Promise<Parts> {
  const wanted = Object.entries(generations);
  const missing = wanted.filter(([part, one]) => known.get(part)?.generation !== one);
  const keys = missing.map(([part, generation]) => keyOf(part, generation));
  const found = await getRows<"library", Part>(table, keys);
  const read: Parts = new Map();
  for (const [i, [part, generation]] of missing.entries()) {
    const item = found[i];
    if (!item) throw new Unavailable(`what is in force can not be read: ${part} ${generation}`);
    read.set(part, { generation, data: item.data });
  }
  return new Map(wanted.map(([part]) => [part, read.get(part) ?? known.get(part)!]));
}
