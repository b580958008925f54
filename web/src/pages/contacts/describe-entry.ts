import type { components } from "../../api/schema.d.ts";
import { own } from "../../canvas/json.ts";
import { type MessageState, STATE_TONES } from "../../parts/mail/states.ts";
import { reasonText } from "../../parts/mail/story.ts";
import { saySaw, sayWhy } from "../../parts/say-why.ts";
import type { texts as en } from "../../text/en/contacts.ts";
import type { texts as mail } from "../../text/en/mail.ts";
import type { Like } from "../../text/like.ts";
import { textOf } from "../../text/text-of.ts";

export type Item = components["schemas"]["TimelineItem"];
/** What a forecast tells; its kinds differ in fields that are not needed here. */
export type NextItem = {
  kind: string;
  at: string;
  sequence?: string;
  step?: string;
  decision: string;
  reason?: string;
  saw?: string[];
  until?: string;
  template?: string;
};

export type Words = Pick<Like<typeof en>, "entry" | "reasons" | "actors" | "why"> & {
  mail: Pick<Like<typeof mail>, "states" | "reasons">;
  duration: (iso: string) => string;
};

export type Tone = "good" | "warn" | "bad" | "quiet" | "busy";
/** The pictures of entries, among those of the console. */
type EntryIcon =
  | "messages"
  | "flag"
  | "send"
  | "wait"
  | "branch"
  | "split"
  | "webhook"
  | "exit"
  | "check"
  | "play"
  | "sequences";
/** An entry of the timeline in words. */
export type Entry = {
  title: string;
  icon: EntryIcon;
  tone: Tone;
  /** Where it happened: the sequence and its step. */
  place?: string;
  /** Facts that explain it. */
  details: string[];
  until?: string;
  /** Of a mail. */
  status?: MessageState;
};

const MAX_TEXT = 300;
const MAX_DETAILS = 20;
const clip = (text: string) =>
  text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT - 1).toWellFormed()}…`;

/** What happened, in words made of the item's own fields. */
export function describeEntry(item: Item, words: Words): Entry {
  switch (item.kind) {
    case "event":
      return describeEvent(item, words);
    case "decision":
      return describeDecision(item, words);
    case "message":
      return {
        title: clip(item.subject || words.entry.message(item.template)),
        icon: "messages",
        tone: own(STATE_TONES, item.state as MessageState) ?? "quiet",
        ...placeOf(item, words),
        details: [
          // The contact did not get it.
          ...(item.to === undefined
            ? []
            : [item.test ? words.entry.test(item.to) : words.entry.team(item.to)]),
          ...(item.subject ? [words.entry.message(item.template)] : []),
          ...(item.reason ? [reasonText(words.mail.reasons, item.reason)] : []),
          ...(item.notes ?? []),
        ].map(clip),
        status: item.state as MessageState,
      };
    default:
      return {
        title: words.entry.consent[item.action],
        icon: "flag",
        tone: item.action === "subscribed" || item.action === "lifted" ? "good" : "warn",
        details: [
          words.entry.by(words.actors[item.actor]),
          ...(item.reason ? [reasonOf(item.reason, words)] : []),
        ],
      };
  }
}

/** Fields of our own events that their place and title tell. */
const IN_PLACE = ["messageId", "sequence", "step", "human"];
const BAD_EVENTS = ["message.bounced", "message.complained"];

function describeEvent({ name, data }: Extract<Item, { kind: "event" }>, words: Words): Entry {
  const known = words.entry.known as Record<string, string>;
  const isKnown = Object.hasOwn(known, name);
  const details = Object.entries(data)
    .filter(([field]) => !isKnown || !IN_PLACE.includes(field))
    .flatMap(
      ([field, value]) => (isKnown && changesOf(field, value)) || [`${field}: ${show(value)}`],
    )
    .slice(0, MAX_DETAILS)
    .map(clip);
  return {
    title: isKnown ? known[name]! : clip(words.entry.event(name)),
    icon: isKnown && name.startsWith("message.") ? "send" : "flag",
    tone: BAD_EVENTS.includes(name) ? "bad" : "quiet",
    ...placeOf(data, words),
    details,
  };
}

function describeDecision(item: Extract<Item, { kind: "decision" }>, words: Words): Entry {
  return {
    title: decisionText(item.decision, item.step, item.reason, words),
    icon: iconOf(item.decision),
    tone: toneOf(item.decision),
    ...placeOf(item, words),
    details: seen(item.saw, words),
    ...(item.until && { until: item.until }),
  };
}

/** What will happen if nothing else does. */
export function describeNext(item: NextItem, words: Words): Entry {
  const { kind, decision, step = "", reason, template, saw, until } = item;
  const { next } = words.entry;
  const isMail = kind === "mail" || kind === "hold" || kind === "drop";
  const title = isMail
    ? next[kind](template ?? step)
    : kind === "refused"
      ? next.refused(sayWhy(reason ?? decision, words.why))
      : decisionText(decision, step, reason, words);
  return {
    title,
    icon: isMail ? "messages" : iconOf(decision),
    tone: "quiet",
    ...placeOf(item, words),
    details: [
      ...(isMail && reason ? [clip(reasonText(words.mail.reasons, reason))] : []),
      ...seen(saw, words),
    ],
    ...(until && { until }),
  };
}

function decisionText(decision: string, step: string, reason: string | undefined, words: Words) {
  const known = words.entry.decision as Record<string, (step: string, reason: string) => string>;
  const shown = reason === undefined ? "" : clip(sayWhy(words.duration(reason), words.why));
  const text = Object.hasOwn(known, decision)
    ? known[decision]!(step, shown)
    : words.entry.other(decision, shown);
  return text.replace(/[:\s]+$/, "");
}

const seen = (saw: string[] = [], words: Words) => saw.map((one) => clip(saySaw(one, words.why)));

function iconOf(decision: string): EntryIcon {
  if (/^wait|^hold/.test(decision)) return "wait";
  if (/^branch|^went/.test(decision)) return "branch";
  if (/^split|^experiment/.test(decision)) return "split";
  if (/^request/.test(decision)) return "webhook";
  if (/^(completed|exited)/.test(decision)) return "exit";
  if (/^(goal|converted|happened)/.test(decision)) return "check";
  if (/^(send|sent|notify)/.test(decision)) return "send";
  return decision === "entered" ? "play" : "sequences";
}

function toneOf(decision: string): Tone {
  if (/^(goal|converted|completed)/.test(decision)) return "good";
  if (/^(missed|timed-out|too-large|loop-guard|request-failed)/.test(decision)) return "warn";
  return "quiet";
}

function placeOf(item: { sequence?: unknown; step?: unknown }, words: Words): { place?: string } {
  const { sequence, step } = item;
  if (typeof sequence !== "string") return {};
  return {
    place: typeof step === "string" && step ? words.entry.atStep(sequence, step) : sequence,
  };
}

const reasonOf = (reason: string, words: Words) => textOf(words.reasons, reason) ?? reason;

/** `plan: free → pro`, of what `contact.updated` tells. */
function changesOf(field: string, value: unknown): string[] | undefined {
  if (field !== "changes" || typeof value !== "object" || value === null) return undefined;
  return Object.entries(value as Record<string, { from?: unknown; to?: unknown }>).map(
    ([name, change]) => `${name}: ${show(change?.from ?? null)} → ${show(change?.to ?? null)}`,
  );
}

const show = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
