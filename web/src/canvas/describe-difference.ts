import type { texts as english } from "../text/en/versions.ts";
import type { Like } from "../text/like.ts";
import { describeCondition, describeWhere, sayValue, type Words } from "./describe-condition.ts";
import { describeTrigger } from "./describe-step.ts";
import type { Difference } from "./differences.ts";
import { sayDuration } from "./duration.ts";

export type VersionTexts = Like<typeof english>;
/** A difference in words: the field, and what it was and becomes. */
export type SaidDifference = { field: string; before: string; after: string };

/** Texts that would fill a page are cut: the steps themselves show them. */
const MOST_LETTERS = 160;
const cut = (text: string) =>
  text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS - 1)}…` : text;

/** A field of a step or of the sequence, changed from one value to another. */
export function describeDifference(
  { path, before, after }: Difference,
  words: Words,
  texts: VersionTexts,
): SaidDifference {
  const name = path.findLast((part) => !/^\d+$/.test(part)) ?? "";
  return {
    field: path.map((part) => partOf(part, texts)).join(" · "),
    before: cut(sayField(name, before, words, texts)),
    after: cut(sayField(name, after, words, texts)),
  };
}

const partOf = (part: string, { field }: VersionTexts): string => {
  if (/^\d+$/.test(part)) return String(Number(part) + 1);
  return Object.hasOwn(field, part) ? field[part as keyof typeof field] : part;
};

function sayField(name: string, value: unknown, words: Words, texts: VersionTexts): string {
  if (value === undefined) return texts.nothing;
  if (["next", "otherwise", "start"].includes(name)) return value === null ? texts.end : `${value}`;
  if (["when", "condition"].includes(name)) return describeCondition(value, words);
  if (name === "where") return describeWhere(value, words) ?? texts.nothing;
  if (typeof value === "string" && /^-?P[\dTYMWDHS.]+$/.test(value))
    return `${value.startsWith("-") ? "−" : ""}${sayDuration(value, words.locale)}`;
  if (["enter", "exit"].includes(name) && typeof value === "object" && !Array.isArray(value))
    return describeTrigger(value, words);
  if (Array.isArray(value) && value.some((one) => typeof one === "object"))
    return JSON.stringify(value);
  return sayValue(value, words);
}
