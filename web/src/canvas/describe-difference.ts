import { describeCondition } from "../parts/condition/describe-condition.ts";
import { describeWhere } from "../parts/condition/describe-rule.ts";
import type { texts as english } from "../text/en/versions.ts";
import type { Like } from "../text/like.ts";
import { textOf } from "../text/text-of.ts";
import { describeTrigger } from "./describe-step.ts";
import type { Difference } from "./differences.ts";
import { isObject } from "./json.ts";
import type { Words } from "./words.ts";

type VersionTexts = Like<typeof english>;
/** A difference in words: the field, and what it was and becomes. */
type SaidDifference = { field: string; before: string; after: string };

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
  return textOf(field, part) ?? part;
};

function sayField(name: string, value: unknown, words: Words, texts: VersionTexts): string {
  if (value === undefined) return texts.nothing;
  if (["next", "otherwise", "start"].includes(name)) return value === null ? texts.end : `${value}`;
  if (["when", "condition"].includes(name)) return describeCondition(value, words.condition);
  if (name === "where") return describeWhere(value, words.condition) ?? texts.nothing;
  if (typeof value === "string" && /^-?P[\dTYMWDHS.]+$/.test(value))
    return `${value.startsWith("-") ? "−" : ""}${words.condition.duration(value)}`;
  if (["enter", "exit"].includes(name) && isObject(value)) return describeTrigger(value, words);
  const isPlain = Array.isArray(value) && value.every((one) => typeof one !== "object");
  if (isPlain && value.length > 0) return value.join(", ");
  if (typeof value === "object" && value !== null) return JSON.stringify(value);
  return String(value ?? words.condition.empty);
}
