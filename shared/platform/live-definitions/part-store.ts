import { createHash } from "node:crypto";
import { InvalidInput, Unavailable } from "#shared/kernel/errors.ts";
import { WORKSPACE } from "#shared/kernel/ids.ts";
import { shardOf } from "#shared/kernel/shards.ts";
import { HOUR_MS } from "#shared/kernel/time.ts";
import { getRows } from "#shared/ports/read-rows.ts";
import type { Key, Put, TableReader } from "#shared/ports/table.ts";
import type { LiveSegment, LiveSequence } from "./live-definitions.ts";

/**
 * What is in force of sequences and segments, in immutable parts. A generation is written once
 * under a name of its own and never again; the small row says which one of each part is in force
 * (docs/decisions/0014-live-definitions.md).
 */
export type Generations = Record<string, string>;
export type Part<T = LiveSequence | LiveSegment> = Record<string, T>;
export type Parts = Map<string, { generation: string; data: Part }>;

/**
 * Of 10,000 sequences a publish rewrites some 80, and the small row stays below the 4 KB of one
 * read unit.
 */
const CHUNKS = 128;
export const SEGMENTS = "segments";
/**
 * Below the 400 KB of a row; a full part is refused at the edge, so that what is in force can
 * always be stopped.
 */
const MAX_PART_BYTES = 300 * 1024;
/**
 * So long a generation outlives its successor, for those who read the small row before; and one
 * that never came in force.
 */
const KEEP_MS = HOUR_MS;

/** The part that a sequence's switch is in. */
export const partOf = (sequence: string): string => String(shardOf(sequence, CHUNKS));

const keyOf = (part: string, generation: string): Key<"library"> => ({
  table: "library",
  pk: WORKSPACE,
  sk: `switches#${part}#${generation}`,
});

/**
 * A name that no other content had or will have: the small row's version is never the same again.
 */
export const nameGeneration = (rowVersion: number, data: Part): string => {
  const hash = createHash("sha256").update(JSON.stringify(data)).digest("base64url");
  return `${rowVersion.toString(36)}.${hash.slice(0, 6)}`;
};

/** One part's change: what it was, if it was there, and what it becomes, if it goes on. */
export type PartChange = {
  part: string;
  before?: { generation: string; data: Part };
  after?: { generation: string; data: Part };
};

/**
 * The new generations, to be written before the row that puts them in force: whoever reads that row
 * finds them. One that is there is the same, of a try that came to nothing.
 */
export const writesBefore = (changes: PartChange[], now: number): Put<"library">[] =>
  changes.flatMap(({ part, after }) =>
    after ? [{ ...putPart(part, after), expect: "absent", expiresAt: now + KEEP_MS }] : [],
  );

/**
 * To be written as one with that row: the new generations stay, the ones before go after a time.
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

/** @throws InvalidInput where a part is larger than its row may be */
export function assertFits(data: Part): void {
  if (Buffer.byteLength(JSON.stringify(data)) <= MAX_PART_BYTES) return;
  throw new InvalidInput(
    "there is no room for so many names of events and attributes as published sequences ask for: archive some",
  );
}

/**
 * The parts of these generations, those that are known already not read again.
 * @throws Unavailable where one is not there: without it nobody may be told what is in force
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
