import { Results } from "#shared/automation/results/index.ts";
import { type Api, clientOf } from "../client.ts";
import type { CliIo } from "../io.ts";

type Options = Api & { json?: true };

type Goal = NonNullable<Results["goal"]>;

/** Prints the results of a sequence's goal, holdout and experiments. */
export async function results(io: CliIo, sequence: string, options: Options): Promise<void> {
  const { url, key, json } = options;
  const api = { ...(url && { url }), ...(key && { key }) };
  const path = `/v1/sequences/${encodeURIComponent(sequence)}/results`;
  const found = Results.parse(await clientOf(api).get(path));
  io.out(json ? `${JSON.stringify(found)}\n` : `${sentences(found).join("\n")}\n`);
}

function sentences({ version, goal, experiments }: Results): string[] {
  if (version === 0) return ["It was never published: there is nothing to tell yet."];
  const nothing = "Its published version has neither a goal nor an experiment.";
  if (!goal && experiments.length === 0) return [nothing];
  return [...(goal ? aboutGoal(goal) : []), ...experiments.flatMap(aboutExperiment)];
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const between = ([low, high]: readonly [number, number]) => `${percent(low)} to ${percent(high)}`;
const shown = ({ rate, interval }: { rate: number | null; interval: [number, number] | null }) =>
  rate === null || !interval ? "no rate yet" : `${percent(rate)} (95 %: ${between(interval)})`;

function aboutGoal({ event, within, valueField, through, holdout, difference }: Goal): string[] {
  const line = (name: string, arm: Goal["through"]) =>
    `  ${name}  ${arm.reached} of ${arm.runs} runs, ${shown(arm)}` +
    (valueField === null ? "" : `; ${valueField} ${arm.value}`) +
    (arm.open > 0 ? `; the time of ${arm.open} is not over` : "");
  return [
    `Goal: ${event} within ${within}.`,
    line("through", through),
    ...(holdout ? [line("held out", holdout), aboutDifference(difference)] : []),
  ];
}

function aboutDifference(difference: Goal["difference"]): string {
  if (!difference) return "  Nothing to compare yet: one side has no runs whose `within` is over.";
  const { rate, interval } = difference;
  const isClear = interval[0] > 0 || interval[1] < 0;
  const verdict = isClear ? "" : ", which may be chance";
  return `  Difference, of those whose time is over: ${percent(rate)} (95 %: ${between(interval)})${verdict}.`;
}

function aboutExperiment(one: Results["experiments"][number]): string[] {
  const outcome =
    one.decidedAt === null
      ? `runs until each variant has ${one.sample} people whose time is over`
      : `${one.winner === null ? "none was better than chance" : `${one.winner} won`}, decided ${one.decidedAt}`;
  return [
    `Experiment ${one.step}, by ${one.event} within ${one.within}: ${outcome}.`,
    ...one.variants.map(
      ({ name, people, hits, counted, ...rate }) =>
        `  ${name}  ${hits} of ${people} people so far; counted ${counted.hits} of ${counted.people}, ${shown(rate)}`,
    ),
  ];
}
