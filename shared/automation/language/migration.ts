import * as z from "zod/mini";
import { StepName } from "#shared/automation/steps/index.ts";
import type { Fault } from "#shared/kernel/errors.ts";
import type { Definition } from "./definition.ts";

/** What to do, when a version is published, with runs of an earlier version at one of its steps. */
export const Migration = z.lazy(() =>
  z.strictObject({
    version: z.int().check(z.gte(1)),
    step: StepName,
    do: z.enum(["finish", "move", "exit"]),
    /** The target of `move`; by default the step of the same name. */
    to: z.optional(StepName),
  }),
);
export type Migration = z.infer<typeof Migration>;

/** More than the groups that an impact report shows. */
const MAX_MIGRATIONS = 500;
export const Migrations = z.lazy(() => z.array(Migration).check(z.maxLength(MAX_MIGRATIONS)));

type Steps = Pick<Definition, "steps">["steps"];
/**
 * The steps to publish as number `version`, and those of the earlier versions that migrations name.
 */
type Published = { steps: Steps; version: number; earlier: ReadonlyMap<number, Steps> };

/** The faults of the migrations of a version that is being published. */
export function faultsOf(migrations: Migration[], published: Published): Fault[] {
  const seen = new Set<string>();
  return migrations.flatMap((migration, i) => {
    const group = `${migration.version} ${migration.step}`;
    const fault = faultOf(migration, published) ?? (seen.has(group) ? TWICE : undefined);
    seen.add(group);
    return fault ? [{ path: `/choices/${i}/${fault.field}`, message: fault.message }] : [];
  });
}

type MigrationFault = { field: keyof Migration; message: string };
const TWICE: MigrationFault = {
  field: "step",
  message: "there is a choice for this version and step already",
};

function faultOf(
  { version, step, do: action, to }: Migration,
  published: Published,
): MigrationFault | undefined {
  const steps = published.earlier.get(version);
  if (version >= published.version || !steps) {
    return { field: "version", message: `version ${version} was never published` };
  }
  if (!Object.hasOwn(steps, step)) {
    return { field: "step", message: `version ${version} has no step "${step}"` };
  }
  if (action !== "move") {
    return to === undefined
      ? undefined
      : { field: "to", message: `"to" goes with "do": "move" only` };
  }
  const target = to ?? step;
  if (Object.hasOwn(published.steps, target)) return undefined;
  const message = `the new version has no step "${target}"`;
  return { field: to === undefined ? "step" : "to", message };
}
