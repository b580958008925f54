import type { OpenSequence } from "./open-sequence.ts";
import { Outline } from "./outline/outline.tsx";

/** The steps of a sequence, to look at and to change. */
export function CanvasView({ sequence }: { sequence: OpenSequence }) {
  return <Outline definition={sequence.definition} counts={sequence.counts} />;
}
