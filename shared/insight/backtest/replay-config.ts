import {
  CONTACT_UPDATED,
  ENROLLED,
  SEGMENT_ENTERED,
  SEGMENT_LEFT,
} from "#shared/audience/events/index.ts";
import {
  compileProgram,
  type Definition,
  liveSequenceOf,
  type Program,
} from "#shared/automation/language/index.ts";
import { isMessageEvent } from "#shared/messaging/messages/index.ts";
import type { LiveDefinitions } from "#shared/platform/live-definitions/index.ts";

/** The request of a backtest. Instants are epoch milliseconds. */
export type BacktestInput = {
  sequence: string;
  /** 0 for the draft. */
  version: number;
  definition: Definition;
  from: number;
  until: number;
  segment?: string;
  /** Older events are not kept. */
  keptFrom: number;
};

/** What is the same for every contact of a replay. */
export type ReplayConfig = BacktestInput & {
  program: Program;
  /** The sequence alone, live since `from`. */
  live: LiveDefinitions;
  /** The workspace's time zone, for counts by day. */
  zone: string;
  /** Since when its conditions read events. */
  readFrom: number;
  /** The events that conditions and triggers read. */
  wanted: ReadonlySet<string>;
  /** Whether any of them is a message event. */
  readsMessageEvents: boolean;
  /** The other live sequences. */
  others: ReadonlySet<string>;
};

/** The most other sequences compared for overlap. */
const MAX_OTHERS = 200;

/** Prepares a replay, once per page. */
export function makeReplayConfig(input: BacktestInput, live: LiveDefinitions): ReplayConfig {
  const { sequence, definition, from, keptFrom } = input;
  const program = compileProgram(sequence, input.version, definition);
  const { stoppedAt: _, sequences, ...rest } = live;
  const published = {
    ...liveSequenceOf(program, undefined, from),
    ...(program.rules && { sending: program.rules }),
  };
  const entries = definition.enter.flatMap((trigger) =>
    "event" in trigger ? [trigger.event] : [],
  );
  const wanted = new Set([...entries, ...program.reads.events.keys()]);
  const others = Object.entries(sequences).filter(
    ([id, { state }]) => state === "live" && id !== sequence,
  );
  return {
    ...input,
    program,
    live: { ...rest, sequences: { [sequence]: published } },
    zone: live.timeZone ?? "UTC",
    readFrom: Math.max(from - lookBack(program), keptFrom),
    wanted,
    readsMessageEvents:
      [...wanted].some(isMessageEvent) || definition.enter.some((trigger) => "click" in trigger),
    others: new Set(others.slice(0, MAX_OTHERS).map(([id]) => id)),
  };
}

/** The longest period of its conditions. */
const lookBack = ({ reads }: Program): number =>
  Math.max(0, ...[...reads.events.values()].map(({ withinMs }) => withinMs));

/** Events that change the contact, read in any case. */
const ALWAYS = [CONTACT_UPDATED, SEGMENT_ENTERED, SEGMENT_LEFT, ENROLLED];

/** What to read of each contact. */
export const windowOf = ({ readFrom, until, wanted }: ReplayConfig) => ({
  from: readFrom,
  until,
  names: new Set([...ALWAYS, ...wanted].filter((name) => !isMessageEvent(name))),
});
