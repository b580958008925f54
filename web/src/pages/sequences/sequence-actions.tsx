import type { OpenSequence } from "./open-sequence.ts";
import type { View } from "./views.ts";

type Props = { sequence: OpenSequence };

/** Places of the page that `publish/` and `simulate/` fill; a view has a tab when it is named here. */
export const SHOWN_VIEWS: readonly View[] = ["canvas"];

/** In the header: publish, and what else changes the sequence's state. */
export const SequenceActions = (_: Props) => null;

/** The tab of versions: what was published when, and the draft beside it. */
export const SequenceVersions = (_: Props) => null;

/** The tab of the simulation. `../canvas/canvas.tsx` shows a definition with marks on its steps. */
export const SequenceSimulation = (_: Props) => null;
