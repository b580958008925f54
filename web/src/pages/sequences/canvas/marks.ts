import { createContext } from "react";
import type { Schemas } from "../../../api/client.ts";
import type { Tone } from "../../../parts/status.tsx";

export type Finding = Schemas["Finding"];
/** A word on a step: what a diff, or a simulation, says of it. */
export type Mark = { tone: Tone; label: string };
export type Counted = { here: number; passed: number };

/** What is shown on steps, apart from the picture: it changes more often than the steps do. */
export type OnSteps = {
  marks: ReadonlyMap<string, Mark>;
  counts: ReadonlyMap<string, Counted>;
  findings: ReadonlyMap<string, Finding[]>;
  /** Arrows, by their ids, that a run has passed. */
  passed: ReadonlySet<string>;
  /** Lists the contacts at a step. */
  showInside?: (step: string) => void;
};

export const NOTHING: OnSteps = {
  marks: new Map(),
  counts: new Map(),
  findings: new Map(),
  passed: new Set(),
};
export const OnStepsContext = createContext<OnSteps>(NOTHING);

/** What nodes and arrows ask of the canvas. */
export type Acts = {
  cursor: string;
  chosen: string | undefined;
  isEditable: boolean;
  /** By the keyboard, the form takes the focus. */
  choose: (id: string, how: { isAdded: boolean; isByKey: boolean }) => void;
  goTo: (id: string) => void;
  add: (from: string, path: string) => void;
  addTrigger: () => void;
};
export const ActsContext = createContext<Acts>({
  cursor: "",
  chosen: undefined,
  isEditable: false,
  choose: () => {},
  goTo: () => {},
  add: () => {},
  addTrigger: () => {},
});
