import { createContext, useContext } from "react";
import type { Fault } from "../../api/problem.ts";
import type { Part } from "./model.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What every row of the editor works with. */
export type Editor = {
  root: Part | undefined;
  /** Another tree; the row with that id takes the focus. */
  change: (root: Part | undefined, focusId?: number) => void;
  focusId: number | undefined;
  vocabulary: Vocabulary;
  isInRun: boolean;
  faults: readonly Fault[];
};

export const EditorContext = createContext<Editor | undefined>(undefined);
export const useEditor = (): Editor => useContext(EditorContext)!;

/** The fault at exactly this place, for its field. */
export const useFault = (path: string): string | undefined =>
  useEditor().faults.find((fault) => fault.path === path)?.message;
