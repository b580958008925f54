import type { Definition } from "./definition.ts";

/** The `enroll` steps of a definition and the sequences that they enroll in. */
export const enrollTargets = ({
  steps,
}: Pick<Definition, "steps">): { step: string; target: string }[] =>
  Object.entries(steps).flatMap(([step, one]) =>
    one.kind === "enroll" ? [{ step, target: one.sequence }] : [],
  );

/** Whether a sequence has the trigger `api`, which `enroll` steps use too. */
export const hasApiTrigger = ({ enter }: Pick<Definition, "enter">) =>
  enter.some((trigger) => "api" in trigger);
