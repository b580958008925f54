import { Temporal } from "temporal-polyfill";
import type { EntryEvent } from "#shared/audience/events/index.ts";
import type { Naive } from "#test/audience/conditions/naive.ts";
import { plainAt } from "#test/calendar/oracle.ts";
import { later } from "./zone-time.ts";

/** Values that a step names, as they are when it is reached; what is nowhere is null. */
export function given(
  values: object | undefined,
  entry: EntryEvent,
  { attributes, fields }: Pick<Naive, "attributes" | "fields">,
  { now, zone }: { now: number; zone: string },
): Record<string, unknown> {
  const of = (source: Record<string, unknown> | undefined, name: string) =>
    new Map(Object.entries(source ?? {})).get(name) ?? null;
  const found: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values ?? {})) {
    found[name] = value;
    if (value?.event !== undefined) found[name] = of(entry.data, value.event);
    if (value?.now !== undefined) found[name] = instantText(now, value.now, zone);
    if (value?.today !== undefined) found[name] = dateText(now, value.today, zone);
    if (value?.field !== undefined) found[name] = fields[value.field];
    if (value?.attribute !== undefined) found[name] = of(attributes, value.attribute);
  }
  return found;
}

const instantText = (now: number, by: true | string, zone: string) =>
  new Date(by === true ? now : later(now, by, zone)).toISOString();
const dateText = (now: number, by: true | string, zone: string) => {
  const today = plainAt(zone, now).toPlainDate();
  return (by === true ? today : today.add(Temporal.Duration.from(by))).toString();
};

/** What attributes become by an update, and how those go on that are changed by what they are. */
export function changed(
  set: object | undefined,
  entry: EntryEvent,
  person: Pick<Naive, "attributes" | "fields">,
  at: { now: number; zone: string },
) {
  const attributes: Record<string, unknown> = {};
  const changes: Record<string, { how: string; operand: unknown }> = {};
  for (const [name, value] of Object.entries(set ?? {})) {
    const how = ["add", "append", "remove"].find((one) => value?.[one] !== undefined);
    const { it: operand } = given({ it: how ? value[how] : value }, entry, person, at);
    attributes[name] = operand;
    if (!how) continue;
    changes[name] = { how, operand };
    attributes[name] = goneOn(person.attributes[name] ?? null, how, operand);
  }
  return { attributes, ...(Object.keys(changes).length > 0 && { changes }) };
}

function goneOn(before: unknown, how: string, operand: unknown): unknown {
  if (how === "add") {
    if (typeof operand !== "number") return before;
    if (before === null) return operand;
    return typeof before === "number" ? before + operand : before;
  }
  if (typeof operand !== "string") return before;
  if (how === "remove") {
    if (typeof before === "string") return before === operand ? null : before;
    return Array.isArray(before) ? before.filter((one) => one !== operand) : before;
  }
  if (before === null) return [operand];
  if (typeof before === "string") return before === operand ? before : [before, operand];
  if (!Array.isArray(before) || before.includes(operand)) return before;
  return before.concat(operand);
}

/** The way among weighted ones that a share of chance falls to. */
export function chosen<W extends { weight?: number | undefined }>(ways: W[], share: number): W {
  const weights = ways.map(({ weight }) => weight ?? 1);
  const total = weights.reduce((sum, weight) => sum + weight);
  const upTo = (i: number) => weights.slice(0, i + 1).reduce((sum, weight) => sum + weight);
  return ways.find((_, i) => share * total < upTo(i))!;
}
