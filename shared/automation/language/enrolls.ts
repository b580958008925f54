import type { Definition } from "./definition.ts";

/** Which step lets people into which sequence. */
export const enrollsIn = ({
  steps,
}: Pick<Definition, "steps">): { step: string; target: string }[] =>
  Object.entries(steps).flatMap(([step, one]) =>
    one.kind === "enroll" ? [{ step, target: one.sequence }] : [],
  );

/** Whether a sequence lets people in by hand, and so by the steps of others. */
export const isOpenByHand = ({ enter }: Pick<Definition, "enter">) =>
  enter.some((way) => "api" in way);
