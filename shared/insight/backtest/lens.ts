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

/** What a backtest is asked for; instants are epoch milliseconds. */
export type BacktestInput = {
  sequence: string;
  /** 0 for the draft. */
  version: number;
  definition: Definition;
  from: number;
  until: number;
  segment?: string;
  /** Nothing older is kept. */
  keptFrom: number;
};

/** How a backtest looks at each person. */
export type Lens = BacktestInput & {
  program: Program;
  /** As if the sequence had been live since `from`, alone. */
  switches: LiveDefinitions;
  /** The workspace's time zone, by which days are counted. */
  zone: string;
  /** From when on its conditions need to know what happened. */
  readFrom: number;
  /** The events that conditions and ways in ask for. */
  wanted: ReadonlySet<string>;
  /** Whether any of them is about mails. */
  asksForMails: boolean;
  /** The other sequences that are live. */
  others: ReadonlySet<string>;
};

/** Others that are looked at for what falls together. */
const MAX_OTHERS = 200;

/** Made once for a page: what is the same for everybody. */
export function makeLens(input: BacktestInput, switches: LiveDefinitions): Lens {
  const { sequence, definition, from, keptFrom } = input;
  const program = compileProgram(sequence, input.version, definition);
  const { stoppedAt: _, sequences, ...rest } = switches;
  const live = {
    ...liveSequenceOf(program, undefined, from),
    ...(program.rules && { sending: program.rules }),
  };
  const entries = definition.enter.flatMap((way) => ("event" in way ? [way.event] : []));
  const wanted = new Set([...entries, ...program.reads.events.keys()]);
  const others = Object.entries(sequences).filter(
    ([id, { state }]) => state === "live" && id !== sequence,
  );
  return {
    ...input,
    program,
    switches: { ...rest, sequences: { [sequence]: live } },
    zone: switches.timeZone ?? "UTC",
    readFrom: Math.max(from - lookBack(program), keptFrom),
    wanted,
    asksForMails:
      [...wanted].some(isMessageEvent) || definition.enter.some((way) => "click" in way),
    others: new Set(others.slice(0, MAX_OTHERS).map(([id]) => id)),
  };
}

/** The longest window of its conditions. */
const lookBack = ({ reads }: Program): number =>
  Math.max(0, ...[...reads.events.values()].map(({ withinMs }) => withinMs));

/** Events that change what is known of a person, whatever the conditions ask for. */
const ALWAYS = [CONTACT_UPDATED, SEGMENT_ENTERED, SEGMENT_LEFT, ENROLLED];

/** What is to be read of each person. */
export const pastOf = ({ readFrom, until, wanted }: Lens) => ({
  from: readFrom,
  until,
  names: new Set([...ALWAYS, ...wanted].filter((name) => !isMessageEvent(name))),
});
