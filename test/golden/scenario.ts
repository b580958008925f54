import { expect, test } from "vitest";
import { compileProgram, Definition, liveSequenceOf } from "#shared/automation/language/index.ts";
import { localIso } from "#shared/calendar/index.ts";
import {
  type AssumedReply,
  type ForcedBranches,
  forceBranches,
  type Item,
  inventContact,
  type Occurrence,
  simulate,
} from "#shared/insight/simulation/index.ts";
import { DAY_MS } from "#shared/kernel/time.ts";

const YEAR_MS = 365 * DAY_MS;

type Without<O> = O extends { at: number } ? Omit<O, "at"> : never;

/** When, and what happens to the person then. */
export type When = [at: string, what: Without<Occurrence>];

/**
 * Given a sequence and a person, when these things happen, then this comes of it. Times are UTC
 * unless `clock` says else.
 */
export type Scenario = {
  title: string;
  /** `enter` is the event `go` where it is left out, `start` the first step. */
  given: { enter?: object[]; start?: string; steps: Record<string, object> } & Record<
    string,
    unknown
  >;
  person?: Omit<Parameters<typeof inventContact>[0], "createdAt">;
  segments?: Record<string, object>;
  when: When[];
  /**
   * `2026-03-02 12:00 mail hello`: mails, effects and ends by the clock of the person, each on a
   * line.
   */
  expect: string[];
  choose?: ForcedBranches;
  answers?: Record<string, AssumedReply[]>;
  winners?: Record<string, string>;
  until?: string;
};

/** Of the waits, only those that hold a mail are told. */
const SHOWN = new Set<Item["kind"]>(["refused", "hold", "mail", "drop", "effect", "goal", "exit"]);
export const instant = (text: string) => Date.parse(`${text.replace(" ", "T")}Z`);
const clock = (at: number, zone: string) => localIso(at, zone).slice(0, 16).replace("T", " ");

/** The lines of a scenario as they really come out. */
export function play({ given, person = {}, when, choose = {}, ...rest }: Scenario): string[] {
  const definition = Definition.parse({
    name: "Golden",
    enter: [{ event: "go" }],
    start: Object.keys(given.steps)[0],
    ...given,
  });
  const program = compileProgram("golden", 1, forceBranches(definition, choose));
  const events = when.map(([at, what]) => ({ ...what, at: instant(at) }) as Occurrence);
  const start = events[0]!.at;
  const segments = Object.entries(rest.segments ?? {}).map(([id, condition]) => ({
    ...{ id, version: 1, since: start - YEAR_MS, condition: condition as never },
  }));
  const { timeline } = simulate({
    program,
    contact: inventContact({ ...person }, start - YEAR_MS / 2),
    ...(segments.length > 0 && { segments }),
    live: { sequences: { golden: liveSequenceOf(program, undefined, start - YEAR_MS) } },
    events,
    start,
    until: rest.until ? instant(rest.until) : start + 2 * YEAR_MS,
    answers: rest.answers,
    winners: rest.winners,
  });
  return timeline.filter(({ kind }) => SHOWN.has(kind)).map(lineOf);
}

function lineOf({ at, zone, kind, decision, reason, template, until, to, entryKey, change }: Item) {
  const name = { mail: "mail", drop: "drop", hold: "hold" }[kind as string] ?? decision;
  const parts = [
    clock(at, zone),
    name,
    template,
    to && `to ${to}`,
    until !== undefined && kind === "hold" && `until ${clock(until, zone)}`,
    reason && `(${reason})`,
    change && JSON.stringify(change),
    entryKey && `[${entryKey}]`,
  ];
  return parts.filter(Boolean).join(" ");
}

/** Makes a test of each. */
export function golden(scenarios: Scenario[]): void {
  for (const scenario of scenarios) {
    test(scenario.title, () => {
      expect(play(scenario)).toEqual(scenario.expect);
    });
  }
}

export const send = (template: string, next: string | null = null) => ({
  ...{ kind: "send", template, next },
});
export const wait = (time: string, next: string | null) => ({ kind: "wait", for: time, next });
