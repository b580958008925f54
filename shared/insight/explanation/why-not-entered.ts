import { type ContactEvent, matchesFields } from "#shared/audience/conditions/index.ts";
import { ENROLLED } from "#shared/audience/events/index.ts";
import type { ContactSnapshot, Enrollment } from "#shared/automation/enrollments/index.ts";
import { keyOf, missingKey, type Program } from "#shared/automation/language/index.ts";
import { whyNotReenter } from "#shared/automation/planning/index.ts";
import type { IdlePeriod } from "#shared/automation/versions/index.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import { iso } from "#shared/kernel/time.ts";
import { whyNotByDate } from "./why-not-by-date.ts";

/** What one trigger lacked. */
export type Missing = { way: Program["definition"]["enter"][number]; missing: string };

type Past = ReadonlyMap<string, readonly ContactEvent[]>;

/**
 * Since when the live version accepts entries, when the sequence was paused, and the contact's
 * zone.
 */
type Context = { since: number | undefined; rests: IdlePeriod[]; zone: string; now: number };

/** Why a contact never entered, by trigger. */
export const whyNotEntered = (
  program: Program,
  contact: ContactSnapshot,
  past: Past,
  context: Context,
): Missing[] =>
  program.definition.enter.map((trigger) => ({
    way: trigger,
    missing: missingOf(program, trigger, contact, past, context),
  }));

function missingOf(
  program: Program,
  trigger: Missing["way"],
  { profile }: ContactSnapshot,
  past: Past,
  context: Context,
): string {
  const pauseAt = (at: number) => describePause(context.rests, at);
  const { attributes, segments = {}, existing } = profile!.data;
  const shownOf = (name: string) =>
    Object.hasOwn(attributes, name) ? JSON.stringify(attributes[name]) : "not set";
  if ("event" in trigger) {
    const list = past.get(trigger.event) ?? [];
    const [last] = list;
    if (!last) return `${trigger.event} never happened`;
    const fitting = list.filter(({ data }) => matchesFields(data, trigger.where));
    if (fitting.length > 0) return whyNotBy(program, `${trigger.event} happened`, fitting, context);
    return `${trigger.event} last happened at ${iso(last.at)}, and its fields did not match`;
  }
  if ("api" in trigger) {
    const list = past.get(ENROLLED) ?? [];
    const own = list.filter(({ data }) => data.sequence === program.sequence);
    return own.length > 0
      ? whyNotBy(program, "the contact was enrolled", own, context)
      : "was not enrolled";
  }
  if ("schedule" in trigger)
    return "the schedule did not come round while the contact was eligible";
  if ("segment" in trigger) {
    const known = ownValue(segments, trigger.segment);
    const state = known?.in ? `in it since ${iso(known.since)}` : "not in it";
    const rest = known && known.in === (trigger.when === "entered") && pauseAt(known.since);
    if (rest)
      return `segment ${trigger.segment} was ${trigger.when} at ${iso(known.since)}, ${rest}`;
    const old =
      existing === undefined ? "" : `; the contact was in it from the start, at ${iso(existing)}`;
    return `segment ${trigger.segment} was not ${trigger.when} since; the contact is ${state}${old}`;
  }
  if ("attribute" in trigger)
    return `${trigger.attribute} did not change in that way; it is ${shownOf(trigger.attribute)}`;
  if ("date" in trigger) return whyNotByDate(trigger, profile!.data, context, pauseAt);
  return `no link of the campaign ${trigger.click} was clicked`;
}

/** Why none of these events started a run, by the newest that might have. */
function whyNotBy(
  program: Program,
  what: string,
  events: readonly ContactEvent[],
  { since, rests }: Context,
): string {
  const event = events.find((one) => keyOf(program, one) !== undefined) ?? events[0]!;
  const when = `${what} at ${iso(event.at)}`;
  if (keyOf(program, event) === undefined) return `${when}, but ${missingKey(program)}`;
  const rest = describePause(rests, event.at);
  if (rest) return `${when}, ${rest}`;
  if (since !== undefined && event.at < since)
    return `${when}, before this version at ${iso(since)}`;
  // An event does not say when it arrived, nor that it was imported.
  return `${when}, and started no run: it was backfilled as history, or arrived late, when the sequence was closed`;
}

/** Describes a pause of the sequence at an instant, if any. */
function describePause(rests: IdlePeriod[], at: number): string | undefined {
  const rest = rests.find(({ from, until }) => at >= from && (until === undefined || at < until));
  if (!rest) return undefined;
  const { state, from, until } = rest;
  const end = until === undefined ? "" : ` to ${iso(until)}`;
  return `while the sequence was ${state} (from ${iso(from)}${end})`;
}

/**
 * Whether a contact could enter again at `now`, and why not. The first run of a key is its last.
 */
export function whyNotReenterNow(program: Program, runs: Enrollment[], now: number) {
  const { reentry } = program.definition;
  const last = runs.filter(
    ({ entryKey }, i) => i === runs.findIndex((other) => other.entryKey === entryKey),
  );
  const refusals = last.map((run) => ({
    entryKey: run.entryKey,
    refusal: whyNotReenter(program, run, { id: "", at: now }) ?? null,
  }));
  return { reentry, runs: refusals };
}
