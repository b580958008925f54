import {
  type Condition,
  evaluate,
  readsOf,
  type Why,
  why,
} from "#shared/audience/conditions/index.ts";
import type { Profile } from "#shared/audience/profiles/index.ts";
import { wilsonInterval } from "#shared/automation/results/index.ts";
import { chunksOf } from "#shared/kernel/chunks.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { SECOND_MS } from "#shared/kernel/time.ts";
import {
  type LiveDefinitions,
  readLiveDefinitions,
} from "#shared/platform/live-definitions/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { readSampled, type Sampled } from "./read-sampled.ts";
import { type RuleEffect, ruleEffects } from "./rule-effects.ts";
import { sampleContacts } from "./sample-contacts.ts";

type World = { table: TableReader<"people" | "index" | "library">; clock: Clock };

export type Estimate = {
  /** How many contacts were looked at, and about how many there are. */
  sample: number;
  of: number;
  /** The sample is all contacts: the numbers are exact. */
  exact: boolean;
  /** In the sample. */
  matches: number;
  share: number | null;
  /** The share with 95 % confidence. */
  interval: { from: number; to: number } | null;
  examples: { profile: Profile; why: Why }[];
  rules: RuleEffect[];
};

const EXAMPLES = 10;
const AT_ONCE = 200;
/** An author waits; what was read until then is the sample. */
const MAX_MS = 5 * SECOND_MS;

/**
 * How many contacts a condition fits, by a sample.
 * @throws InvalidInput when it names a segment that does not exist
 */
export async function estimateSegment(
  world: World,
  condition: Condition,
  size: number,
): Promise<Estimate> {
  const { data: live } = await readLiveDefinitions(world);
  const reads = readsOf(condition);
  assertSegments(reads.segments, live);
  const now = world.clock.now();
  const startedAt = world.clock.monotonicMs();
  const { contacts, of, whole } = await sampleContacts(world, size);
  const sampled: Sampled[] = [];
  // In an order that is not by age, so that a sample cut short is one of all, too.
  const chunks = chunksOf(byHash(contacts), AT_ONCE);
  let read = 0;
  for (const some of chunks) {
    sampled.push(...(await readSampled(world, some, { reads, live, now })));
    read += some.length;
    if (world.clock.monotonicMs() - startedAt > MAX_MS) break;
  }
  const fitting = sampled.filter(({ facts }) => evaluate(condition, facts, now).matches);
  const share = { hits: fitting.length, of: sampled.length };
  const exact = whole && read === contacts.length;
  const interval = exact ? undefined : wilsonInterval(share);
  return {
    sample: sampled.length,
    of: exact ? sampled.length : of,
    exact,
    matches: fitting.length,
    share: sampled.length === 0 ? null : fitting.length / sampled.length,
    interval: interval ? { from: interval[0], to: interval[1] } : null,
    examples: fitting
      .slice(0, EXAMPLES)
      .map(({ profile, facts }) => ({ profile, why: why(condition, facts, now) })),
    rules: ruleEffects(
      condition,
      sampled.map(({ facts }) => facts),
      now,
    ),
  };
}

/** @throws InvalidInput when a segment does not exist */
function assertSegments(named: ReadonlySet<string>, { segments = {} }: LiveDefinitions): void {
  const unknown = [...named].filter((id) => !Object.hasOwn(segments, id));
  if (unknown.length === 0) return;
  const faults = unknown.map((id) => ({
    path: "/condition",
    message: `there is no segment "${id}": create it first`,
  }));
  throw new InvalidInput("the condition is not valid", faults);
}

/** The end of a contact's id is random. */
const byHash = (contacts: string[]): string[] => {
  const tail = (id: string) => id.slice(-8);
  return contacts.toSorted((a, b) => (tail(a) < tail(b) ? -1 : 1));
};
