import type { Definition } from "../../canvas/definition.ts";
import type { DraftState } from "../../parts/draft/draft.ts";

/** The sequence that is open, as its page's parts need it. */
export type OpenSequence = {
  id: string;
  state: "draft" | "live" | "paused" | "archived";
  /** The newest published version; 0 before the first. */
  version: number;
  /** How many contacts are at each step. */
  counts: Record<string, number>;
  /** What is on the screen, saved or not. */
  definition: Definition;
  status: DraftState<Definition>["status"];
  /** Whether the key may change it; else nothing that changes it is offered. */
  mayEdit: boolean;
  /** Saves what is not saved yet; resolves to whether all is. Await it before publishing. */
  flush: () => Promise<boolean>;
  /** Makes a change, which can be undone. */
  edit: (next: Definition, field?: string) => void;
  /** The same, unless something else was changed since `after`: the Undo of a toast. */
  editIf: (after: Definition, next: Definition) => void;
};
