import { type Happening, matchesFields } from "#shared/conditions/index.ts";
import { iso } from "#shared/kernel/time.ts";
import type { Enrollment, Person } from "#shared/people/index.ts";
import { whyNotAgain } from "#shared/runs/index.ts";
import { keyOf, noKey, type Program } from "#shared/sequences/index.ts";

/** What a way into a sequence lacks for somebody. */
export type Missing = { way: Program["definition"]["enter"][number]; missing: string };

type Past = ReadonlyMap<string, readonly Happening[]>;

/** Why somebody is not inside: for each way in what it lacks. */
export const whyNotEntered = (
  program: Program,
  person: Person,
  past: Past,
  since: number | undefined,
): Missing[] =>
  program.definition.enter.map((way) => ({
    way,
    missing: missingOf(program, way, person, past, since),
  }));

function missingOf(
  program: Program,
  way: Missing["way"],
  { profile }: Person,
  past: Past,
  since: number | undefined,
): string {
  const { attributes, segments = {}, existing } = profile!.data;
  const shownOf = (name: string) =>
    Object.hasOwn(attributes, name) ? JSON.stringify(attributes[name]) : "not set";
  if ("event" in way) {
    const list = past.get(way.event) ?? [];
    const [last] = list;
    if (!last) return `${way.event} never happened`;
    const fitting = list.filter(({ data }) => matchesFields(data, way.where));
    const fits = fitting.find((one) => keyOf(program, one) !== undefined) ?? fitting[0];
    if (!fits) return `${way.event} last happened at ${iso(last.at)}, and no field test was passed`;
    if (keyOf(program, fits) === undefined) {
      return `${way.event} happened at ${iso(fits.at)} with ${noKey(program)}`;
    }
    if (since !== undefined && fits.at < since) {
      return `${way.event} happened at ${iso(fits.at)}, before this version at ${iso(since)}`;
    }
    return `${way.event} happened at ${iso(fits.at)}, while the sequence let nobody in`;
  }
  if ("schedule" in way) return "the schedule did not come round while they were meant";
  if ("segment" in way) {
    const known = segments[way.segment];
    const state = known?.in ? `in it since ${iso(known.since)}` : "not in it";
    const old = existing === undefined ? "" : `; they came in as known before at ${iso(existing)}`;
    return `segment ${way.segment} was not ${way.when} since; they are ${state}${old}`;
  }
  if ("attribute" in way)
    return `${way.attribute} did not change so; it is ${shownOf(way.attribute)}`;
  if ("date" in way) return `the date in ${way.date} was not reached; it is ${shownOf(way.date)}`;
  if ("click" in way) return `no link of the campaign ${way.click} was followed`;
  return "nobody enrolled them";
}

/** Whether somebody who is through could come again at `now`; why not. */
export function whetherAgain(program: Program, runs: Enrollment[], now: number) {
  const { reentry } = program.definition;
  const refusals = runs.map((run) => ({
    entryKey: run.entryKey,
    refusal: whyNotAgain(program, run, { id: "", at: now }) ?? null,
  }));
  return { reentry, runs: refusals };
}
