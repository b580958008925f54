import { type Condition, evaluate, type Facts } from "#shared/audience/conditions/index.ts";

/** What one part of a condition does to a sample. */
export type RuleEffect = {
  /** The part's place in the condition, such as `/all/0`. */
  path: string;
  /** How many it holds for. */
  holds: number;
  /** How many would match the condition without it. */
  without: number;
};

/** More parts than a builder shows effects of. */
const MAX_PARTS = 20;

type Group = "all" | "any" | "none";
const GROUPS: Group[] = ["all", "any", "none"];

/** The effect of each part of a group; none for a lone rule. */
export function ruleEffects(condition: Condition, sample: Facts[], now: number): RuleEffect[] {
  const group = GROUPS.find((name) => name in condition);
  if (!group) return [];
  const parts = (condition as Record<Group, Condition[]>)[group];
  const count = (one: Condition) =>
    sample.filter((facts) => evaluate(one, facts, now).matches).length;
  return parts.slice(0, MAX_PARTS).map((part, i) => {
    const others = parts.filter((_, other) => other !== i);
    const rest = { [group]: others } as Condition;
    return {
      path: `/${group}/${i}`,
      holds: count(part),
      without: others.length === 0 ? sample.length : count(rest),
    };
  });
}
