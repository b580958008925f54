import type { Definition, Step } from "../../../canvas/definition.ts";
import { exitsOf } from "../../../canvas/exits.ts";
import { own } from "../../../canvas/json.ts";
import { outlineOf } from "../../../canvas/outline.ts";

/** What another system answers to a step's requests. */
export const ANSWERS = ["ok", "second", "retry", "refused", "silent"] as const;
export type Answer = (typeof ANSWERS)[number];

/** What the engine does not decide by itself, as it was chosen; absent: by chance, or answered. */
export type Outcomes = {
  /** The way of a split by its number from 1, the variant of an experiment by its name. */
  ways: Readonly<Record<string, string>>;
  answers: Readonly<Record<string, Answer>>;
  /** What the answers contain. */
  data: Readonly<Record<string, string>>;
  holdout: boolean | undefined;
};
export const BY_CHANCE: Outcomes = { ways: {}, answers: {}, data: {}, holdout: undefined };

/** A step whose outcome can be chosen; of a step of chance, what may be chosen. */
export type OpenStep = { name: string; step: Step; ways: string[]; isRequest: boolean };

const isRequest = ({ kind, url }: Step) =>
  kind === "webhook" || (kind === "notify" && url !== undefined);

function waysOf(step: Step): string[] {
  const items = step.kind === "split" ? step.ways : step.variants;
  if (!["split", "experiment"].includes(step.kind) || !Array.isArray(items)) return [];
  return items.map((item: { name?: unknown } | null, at) =>
    step.kind === "split" ? String(at + 1) : String(item?.name),
  );
}

/** The steps whose outcome can be chosen, in the order in which a run meets them. */
export const openSteps = (definition: Definition): OpenStep[] =>
  outlineOf(definition).flatMap(({ name }) => {
    const step = own(definition.steps, name);
    if (!step) return [];
    const [ways, asks] = [waysOf(step), isRequest(step)];
    return ways.length > 0 || asks ? [{ name, step, ways, isRequest: asks }] : [];
  });

/** The exit of the way or variant number `at` of a step, if it is drawn. */
export const exitAt = (step: Step, at: number) =>
  exitsOf(step).find(({ path }) => [`/ways/${at}/next`, `/variants/${at}/next`].includes(path));

type Reply = { outcome: "ok" | "retry" | "refused" | "silent"; attributes?: object };

/** The answers of a step in the order of its attempts; the last one repeats. */
function repliesOf(answer: Answer, attributes: Record<string, unknown>): Reply[] {
  const ok: Reply = { outcome: "ok", ...(Object.keys(attributes).length > 0 && { attributes }) };
  if (answer === "second") return [{ outcome: "retry" }, ok];
  return [answer === "ok" ? ok : { outcome: answer }];
}

/**
 * What a simulation is asked to assume. Choices that the definition no longer has are left out: it
 * may have been edited since.
 */
export function assumedOf(
  definition: Definition,
  { ways, answers, data, holdout }: Outcomes,
  readData: (text: string) => Record<string, unknown>,
) {
  const open = openSteps(definition);
  const chosen = open.flatMap(({ name, step, ways: all }) => {
    const way = own(ways, name);
    if (way === undefined || !all.includes(way)) return [];
    return [[name, step.kind === "split" ? Number(way) : way] as const];
  });
  const answered = open.flatMap(({ name, isRequest: asks }) => {
    const [answer, given] = [own(answers, name), own(data, name)];
    if (!asks || (answer === undefined && given === undefined)) return [];
    return [[name, repliesOf(answer ?? "ok", readData(given ?? ""))] as const];
  });
  return {
    ...(chosen.length > 0 && { choose: Object.fromEntries(chosen) }),
    ...(answered.length > 0 && { answers: Object.fromEntries(answered) }),
    ...(holdout !== undefined && definition.holdout !== undefined && { holdout }),
  };
}
