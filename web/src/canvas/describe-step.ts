import { describeCondition } from "../parts/condition/describe-condition.ts";
import {
  describeAnyTests,
  describeValue,
  describeWhere,
} from "../parts/condition/describe-rule.ts";
import { textOf } from "../text/text-of.ts";
import type { Step } from "./definition.ts";
import { emptyPlaces } from "./empty-places.ts";
import type { Exit } from "./exits.ts";
import { isObject, own } from "./json.ts";
import type { Words } from "./words.ts";

type Fields = Record<string, unknown>;
const text = (value: unknown) => (typeof value === "string" ? value : "");
const fields = (value: unknown): Fields => (isObject(value) ? value : {});
const list = (value: unknown): Fields[] => (Array.isArray(value) ? value.map(fields) : []);

/** What names a thing, once it is named. */
const said = (say: (name: string) => string, name: unknown) => text(name) && say(text(name));
/** Whether a condition still waits for what it is about. */
const isOpen = (condition: unknown) =>
  emptyPlaces(condition).some((path) => /\/(attribute|event|segment)$/.test(path));

/** A step's title on the canvas, from what it does: "Wait 3 days", "Send “welcome”". */
export function describeStep(step: Step, words: Words): string {
  const { title, kind } = words.texts;
  const name = own<string>(kind, step.kind) ?? step.kind;
  return own(TITLES, step.kind)?.(step, words) || name || title.exit;
}

const TITLES: Record<string, (step: Step, words: Words) => string> = {
  send: ({ template }, { texts }) => said(texts.title.send, template),
  wait: describeWait,
  waitFor: (step, words) => {
    const what = awaited(step, words);
    return what && words.texts.title.waitFor(what, words.condition.duration(text(step.timeout)));
  },
  branch: ({ cases }, words) => {
    const [first, ...others] = list(cases);
    if (others.length > 0) return words.texts.title.branches(others.length + 1);
    if (isOpen(first?.when)) return "";
    return words.texts.title.branch(describeCondition(first?.when, words.condition));
  },
  split: ({ ways }, words) =>
    words.texts.title.split(
      sharesOf(list(ways))
        .map((share) => `${share}`)
        .join(" : "),
    ),
  experiment: ({ variants }, words) =>
    words.texts.title.experiment(
      joined(
        list(variants).map(({ name }) => text(name)),
        words,
      ),
    ),
  update: ({ set, subscribed }, words) => {
    const { title } = words.texts;
    const names = Object.keys(fields(set)).filter((name) => name !== "");
    if (names.length > 0) return title.set(joined(names, words));
    if (set !== undefined && subscribed === undefined) return "";
    return subscribed === false ? title.unsubscribe : title.subscribe;
  },
  emit: ({ event }, { texts }) => said(texts.title.emit, event),
  webhook: ({ url }, { texts }) => said(texts.title.webhook, hostOf(text(url))),
  notify: ({ email, url }, { texts }) => said(texts.title.notify, email || hostOf(text(url))),
  enroll: ({ sequence }, { texts }) => said(texts.title.enroll, sequence),
  exit: ({ reason }, { texts }) =>
    text(reason) ? texts.title.exitFor(text(reason)) : texts.title.exit,
};

function describeWait({ for: span, until }: Step, { texts, condition }: Words): string {
  const { title } = texts;
  const { attribute, time, offset } = fields(until);
  const around = text(offset);
  if (typeof attribute === "string") {
    if (attribute === "") return "";
    if (around === "") return title.waitDate(attribute);
    const away = condition.duration(around);
    return around.startsWith("-")
      ? title.waitBefore(attribute, away)
      : title.waitAfter(attribute, away);
  }
  const said = text(span) && condition.duration(text(span));
  if (typeof time === "string") return said ? title.waitSpanTime(said, time) : title.waitTime(time);
  return title.waitSpan(said);
}

function awaited({ event, where, events, condition }: Step, words: Words): string {
  const { title } = words.texts;
  if (condition !== undefined)
    return isOpen(condition) ? "" : describeCondition(condition, words.condition);
  const all = event === undefined ? list(events).map((one) => text(one.event)) : [text(event)];
  const names = all.filter((name) => name !== "");
  const tests = describeWhere(where, words.condition);
  if (tests && names[0]) return title.eventWhere(names[0], tests);
  return joined(
    names.map((name) => title.event(name)),
    words,
  );
}

const joined = (names: string[], { texts }: Words): string =>
  names.length > 3
    ? texts.more(
        names.slice(0, 2).reduce((one, other) => texts.list(one, other)),
        names.length - 2,
      )
    : names.reduce((one, other) => (one ? texts.list(one, other) : other), "");

function hostOf(url: string): string {
  return /^https?:\/\/([^/?#]+)/.exec(url)?.[1] ?? url;
}

/** The shares of ways in whole percent. */
function sharesOf(ways: Fields[]): number[] {
  const weights = ways.map(({ weight }) => (typeof weight === "number" ? weight : 1));
  const all = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  return weights.map((weight) => Math.round((weight / all) * 100));
}

/** What an arrow says; undefined where it needs no word. */
export function describeExit(step: Step, { path }: Exit, words: Words): string | undefined {
  const { way } = words.texts;
  const [, field = "", index] = path.split("/");
  if (field === "next") {
    if (step.kind === "waitFor") return step.condition === undefined ? way.happened : way.holds;
    return "otherwise" in step ? way.next : undefined;
  }
  if (field === "otherwise") {
    if (step.kind === "waitFor") return way.timeout(words.condition.duration(text(step.timeout)));
    if (step.kind === "webhook") return way.failed;
    return step.kind === "wait" ? way.noDate : way.otherwise;
  }
  const items = list(step[field]);
  const item = items[Number(index)] ?? {};
  const percent = () => `${sharesOf(items)[Number(index)]} %`;
  if (field === "cases")
    return items.length === 1 ? way.next : describeCondition(item.when, words.condition);
  if (field === "ways") return way.share(percent());
  if (field === "variants") return way.variant(text(item.name), percent());
  return text(item.event) ? words.texts.title.event(text(item.event)) : way.next;
}

/** A way into the sequence, in words. */
export function describeTrigger(trigger: unknown, words: Words): string {
  const [kind = "", name] = Object.entries(fields(trigger))[0] ?? [];
  if (name === "") return textOf(words.texts.trigger, kind) ?? kind;
  const { on } = words.texts;
  const { event, where, schedule, segment, when, attribute, to, date, offset, click } =
    fields(trigger);
  if (typeof event === "string") {
    const tests = describeWhere(where, words.condition);
    return tests ? on.eventWhere(event, tests) : on.event(event);
  }
  if (typeof schedule === "string")
    return text(segment) ? on.scheduleFor(schedule, text(segment)) : on.schedule(schedule);
  if (typeof segment === "string") return when === "left" ? on.left(segment) : on.entered(segment);
  if (typeof attribute === "string") {
    const { is } = fields(to);
    if (is !== undefined) return on.attributeTo(attribute, describeValue(is, words.condition));
    return to === undefined
      ? on.attribute(attribute)
      : describeAnyTests(attribute, to, "dated", words.condition);
  }
  if (typeof date === "string") {
    const around = text(offset);
    if (around === "") return on.date(date);
    const away = words.condition.duration(around);
    return around.startsWith("-") ? on.dateBefore(date, away) : on.dateAfter(date, away);
  }
  return typeof click === "string" ? on.click(click) : on.api;
}
