import type { components } from "../../../api/schema.d.ts";

export type ImpactGroup = components["schemas"]["ImpactGroup"];
export type Migration = { do: "finish" | "move" | "exit"; to?: string };
/** Runs at one step of one version: what is chosen for them together. */
export type ImpactRow = {
  key: string;
  version: number;
  step: string;
  people: number;
  groups: ImpactGroup[];
};
export type Migrations = ReadonlyMap<string, Migration>;

export const FINISH: Migration = { do: "finish" };

/** The groups by what a migration is made for, the gravest first as the API gives them. */
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

/** How many contacts finish, move and end under the choices; `more` are in no row, and finish. */
export function countChosen(rows: readonly ImpactRow[], migrations: Migrations, more: number) {
  const counts = { finish: more, move: 0, exit: 0 };
  for (const { key, people } of rows) counts[(migrations.get(key) ?? FINISH).do] += people;
  return counts;
}

/** Moves all rows whose step the new version still has. */
export const moveAll = (rows: readonly ImpactRow[], steps: ReadonlySet<string>): Migrations =>
  new Map(rows.filter(({ step }) => steps.has(step)).map(({ key }) => [key, { do: "move" }]));

/** Rows that are to move, without a step to go on at. */
export const openRows = (
  rows: readonly ImpactRow[],
  migrations: Migrations,
  steps: ReadonlySet<string>,
): ImpactRow[] =>
  rows.filter(({ key, step }) => {
    const migration = migrations.get(key);
    return migration?.do === "move" && !steps.has(migration.to ?? step);
  });

/** The choices as the API takes them; to finish is what happens without one. */
export function choicesOf(rows: readonly ImpactRow[], migrations: Migrations) {
  return rows.flatMap(({ key, version, step }) => {
    const migration = migrations.get(key) ?? FINISH;
    if (migration.do === "finish") return [];
    const to = migration.do === "move" && migration.to !== undefined && migration.to !== step;
    return [{ version, step, do: migration.do, ...(to && { to: migration.to! }) }];
  });
}
