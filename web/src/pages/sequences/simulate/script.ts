import type { Definition } from "../../../canvas/definition.ts";
import { assumedOf, type Outcomes } from "./outcomes.ts";

/** One thing that is made to happen: a duration `after` the start, or at an instant (ISO 8601). */
export type Line = {
  id: number;
  after: string;
  kind: "event" | "mail" | "attribute" | "segment" | "enrolled";
  /** The event, the mail's step, the attribute or the segment. */
  name: string;
  /** What is done with the mail, the attribute's value, `in` or `out`, or the event's data. */
  value: string;
};
export type Script = {
  /** A real contact by its id; undefined for one that is made up. */
  contactId: string | undefined;
  attributes: { id: number; name: string; value: string }[];
  /** Where the contact is put in; undefined: triggers decide. */
  step: string | undefined;
  /** From where the real contact stands in it now. */
  resume: boolean;
  lines: Line[];
  /** When it begins, as an instant; undefined: now. */
  from: string | undefined;
  outcomes: Outcomes;
};

export const DEEDS = ["delivered", "opened", "clicked", "bounced", "complained"] as const;

type Value = string | number | boolean;

/** A value as it was typed: numbers and truth values are taken as such. */
export function readValue(text: string): Value {
  const trimmed = text.trim();
  if (trimmed === "true" || trimmed === "false") return trimmed === "true";
  return trimmed !== "" && Number.isFinite(Number(trimmed)) ? Number(trimmed) : text;
}

/** `cart_id=7, plan=pro` as an event's data. */
export function readData(text: string): Record<string, Value> {
  const pairs = text.split(",").flatMap((part): [string, Value][] => {
    const [name = "", ...rest] = part.split("=");
    return name.trim() && rest.length > 0 ? [[name.trim(), readValue(rest.join("="))]] : [];
  });
  return Object.fromEntries(pairs);
}

type Fields = Record<string, unknown>;

/** The lines with one more. */
export const withLine = (lines: readonly Line[], line: Omit<Line, "id">): Line[] => [
  ...lines,
  { ...line, id: Math.max(0, ...lines.map(({ id }) => id)) + 1 },
];

/** What lets a contact into the sequence, made to happen at once. */
export function firstLine({ enter }: Definition): Line | undefined {
  const [trigger] = (Array.isArray(enter) ? enter : []) as Fields[];
  const line = (kind: Line["kind"], name = "", value = ""): Line => ({
    id: 1,
    after: "PT0S",
    kind,
    name,
    value,
  });
  if (!trigger) return undefined;
  const { event, segment, when, schedule, attribute, to, api } = trigger;
  if (typeof event === "string") return line("event", event);
  if (typeof segment === "string" && schedule === undefined)
    return line("segment", segment, when === "left" ? "out" : "in");
  if (typeof attribute === "string")
    return line("attribute", attribute, String((to as Fields | undefined)?.is ?? ""));
  return api === undefined ? undefined : line("enrolled");
}

function occurrence({ after, kind, name, value }: Line): object | undefined {
  const at = after;
  if (kind === "enrolled") return { at, enrolled: readData(value) };
  if (name === "") return undefined;
  const data = readData(value);
  if (kind === "event") return { at, event: name, ...(Object.keys(data).length > 0 && { data }) };
  if (kind === "mail") return { at, mail: name, did: value || "clicked" };
  if (kind === "segment") return { at, segment: name, in: value !== "out" };
  return { at, attributes: { [name]: value === "" ? null : readValue(value) } };
}

/** The request that plays a definition by a script. */
export function requestOf(id: string, definition: Definition, script: Script) {
  const { contactId, attributes, step, resume, lines, from, outcomes } = script;
  const known = attributes.filter(({ name }) => name.trim() !== "");
  const named = known.map(({ name, value }) => [name.trim(), readValue(value)]);
  return {
    id,
    definition,
    mails: true,
    ...(contactId === undefined
      ? { contact: { attributes: Object.fromEntries(named) } }
      : { contactId }),
    ...(contactId !== undefined && resume && { resume }),
    ...(step !== undefined && !(contactId !== undefined && resume) && { step }),
    ...(from !== undefined && { from }),
    ...assumedOf(definition, outcomes, readData),
    events: lines.map(occurrence).filter((one) => one !== undefined),
  };
}
