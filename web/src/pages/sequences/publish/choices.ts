import type { components } from "../../../api/schema.d.ts";

export type ImpactGroup = components["schemas"]["ImpactGroup"];
export type Choice = { do: "finish" | "move" | "exit"; to?: string };
/** Runs at one step of one version: what is chosen for them together. */
export type ImpactRow = {
  key: string;
  version: number;
  step: string;
  people: number;
  groups: ImpactGroup[];
};
export type Choices = ReadonlyMap<string, Choice>;

export const FINISH: Choice = { do: "finish" };

/** The groups by what a choice is made for, the gravest first as the API gives them. */
export function rowsOf(groups: readonly ImpactGroup[]): ImpactRow[] {
  const rows = new Map<string, ImpactRow>();
  for (const group of groups) {
    const { version, step, people } = group;
    const key = `${version} ${step}`;
    const known = rows.get(key) ?? { key, version, step, people: 0, groups: [] };
    rows.set(key, {
      ...known,
      people: known.people + people,
      groups: [...known.groups, group],
    });
  }
  return [...rows.values()];
}

/** Moves all rows whose step the new version still has. */
export const moveAll = (rows: readonly ImpactRow[], steps: ReadonlySet<string>): Choices =>
  new Map(rows.filter(({ step }) => steps.has(step)).map(({ key }) => [key, { do: "move" }]));

/** Rows that are to move, without a step to go on at. */
export const openRows = (
  rows: readonly ImpactRow[],
  choices: Choices,
  steps: ReadonlySet<string>,
): ImpactRow[] =>
  rows.filter(({ key, step }) => {
    const choice = choices.get(key);
    return choice?.do === "move" && !steps.has(choice.to ?? step);
  });

/** The choices as the API takes them; to finish is what happens without one. */
export function migrationsOf(rows: readonly ImpactRow[], choices: Choices) {
  return rows.flatMap(({ key, version, step }) => {
    const choice = choices.get(key) ?? FINISH;
    if (choice.do === "finish") return [];
    const to = choice.do === "move" && choice.to !== undefined && choice.to !== step;
    return [{ version, step, do: choice.do, ...(to && { to: choice.to! }) }];
  });
}
