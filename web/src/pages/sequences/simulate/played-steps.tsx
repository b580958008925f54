import { useMediaQuery } from "@mantine/hooks";
import { type ComponentProps, useMemo } from "react";
import type { Definition } from "../../../canvas/definition.ts";
import { LazyCanvas } from "../canvas/lazy-canvas.tsx";
import type { OnSteps } from "../canvas/marks.ts";
import { Outline } from "../outline/outline.tsx";

type Props = {
  label: string;
  definition: Definition;
  onSteps: OnSteps;
  /** The step at which the run is. */
  here: string | undefined;
  onChoose: (step: string) => void;
};

/** The way of a played run on the steps: as a picture, and on a phone as a list. */
export function PlayedSteps({ here, ...props }: Props) {
  const isWide = useMediaQuery("(min-width: 640px)", true, { getInitialValueInEffect: false });
  const goTo = useMemo<ComponentProps<typeof LazyCanvas>["goTo"]>(
    () => (here === undefined ? undefined : { place: here, isOnlyShown: true }),
    [here],
  );
  return isWide ? (
    <LazyCanvas {...props} chosen={here} goTo={goTo} />
  ) : (
    <Outline {...props} chosen={here} />
  );
}
