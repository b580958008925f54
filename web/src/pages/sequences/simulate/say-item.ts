import type { Definition } from "../../../canvas/definition.ts";
import { describeStep } from "../../../canvas/describe-step.ts";
import { own } from "../../../canvas/json.ts";
import type { Words } from "../../../canvas/words.ts";
import { describeCondition } from "../../../parts/condition/describe-condition.ts";
import { sayWhy } from "../../../parts/say-why.ts";
import type { texts as english } from "../../../text/en/simulate.ts";
import type { Like } from "../../../text/like.ts";
import { textOf } from "../../../text/text-of.ts";
import type { Item } from "./trace.ts";

export type SimulateTexts = Like<typeof english>;

const wordOf = (words: object, key: string): string => textOf(words, key) ?? key;

/** What happened or was decided, in a sentence. */
export function sayItem(item: Item, definition: Definition, words: Words, texts: SimulateTexts) {
  const { says, decision: decisions } = texts;
  const step = item.step === undefined ? undefined : own(definition.steps, item.step);
  const title = step ? describeStep(step, words) : (item.step ?? "");
  const template = "template" in item ? (item.template ?? "") : "";
  switch (item.kind) {
    case "event":
      return says.event(item.decision);
    case "entered":
      return says.entered;
    case "refused":
      return says.refused;
    case "goal":
      return says.goal;
    case "exit":
      return says.exit(wordOf(decisions, item.decision));
    case "wait":
      return says.wait(title);
    case "mail":
    case "hold":
    case "drop":
      return says[item.kind](template);
    default:
      return says[item.kind](title, wordOf(decisions, item.decision));
  }
}

/** The reason of a decision in words: a duration, the case that held, or what the engine names. */
export function sayReason(
  { reason, step }: Item,
  definition: Definition,
  words: Words,
  texts: SimulateTexts,
): string | undefined {
  if (reason === undefined || reason === "") return undefined;
  if (/^P[\dTYMWDHS]+$/.test(reason)) return words.condition.duration(reason);
  const [, number] = /^case (\d+)$/.exec(reason) ?? [];
  const cases = step === undefined ? undefined : own(definition.steps, step)?.cases;
  const held = number && Array.isArray(cases) ? cases[Number(number) - 1] : undefined;
  if (held) return describeCondition((held as { when?: unknown }).when, words.condition);
  return sayWhy(reason, texts.why);
}
