import { contactOf, type Evidence, type Fault } from "./evidence.ts";

/** An edit takes effect within this time. */
const EFFECT_MS = 5_000;

type Quiet = { from: string; to: string };

/**
 * Mails to people whose send began in hours that are quiet by the rules in force then, on the
 * clocks of their person.
 */
export function countInQuietHours(evidence: Evidence, fault: Fault): number {
  const { calls, mails, runs } = evidence;
  const kept = new Set(
    mails.filter(({ sequence, isTeam }) => sequence === "tour" && !isTeam).map(({ id }) => id),
  );
  let count = 0;
  for (const { messageId, accepted, begun } of calls) {
    if (!accepted || !kept.has(messageId)) continue;
    const zones = runs.zones.get(contactOf(messageId)) ?? [];
    const zone = zones.findLast(({ turn }) => turn < begun.turn)?.zone ?? "UTC";
    // What was stored in that very turn may have been read or not.
    const now = zones.find(({ turn }) => turn === begun.turn)?.zone ?? zone;
    const isQuiet = rulesAt(evidence, begun.at).every(
      (rules) => isWithin(rules, zone, begun.at) && isWithin(rules, now, begun.at),
    );
    if (isQuiet) count += fault(`begun in quiet hours of ${zone}: ${messageId}`);
  }
  return count;
}

/** The rules that may have been in force at an instant. */
function rulesAt({ definitions, edits }: Evidence, at: number): Quiet[] {
  const edit = edits.find(({ sequence }) => sequence === "tour");
  const versions = [...definitions].filter(([name]) => name.startsWith("tour#"));
  const rules = versions.map(([, { settings }]) => settings.quietHours!);
  if (!edit || at < edit.from) return rules.slice(0, 1);
  return at > edit.to + EFFECT_MS ? rules.slice(-1) : rules;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function isWithin({ from, to }: Quiet, timeZone: string, at: number): boolean {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
  formats.set(timeZone, format);
  const time = format.format(at);
  return from < to ? from <= time && time < to : time >= from || time < to;
}
