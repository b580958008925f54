/** A step as the canvas needs it: its kind and its exits; all else is the form's concern. */
export type Step = { kind: string; [field: string]: unknown };

/** A sequence's definition, as the API stores it; fields that the canvas does not know are kept. */
export type Definition = {
  start: string;
  steps: Record<string, Step>;
  [field: string]: unknown;
};

/** The place before the first step: its one exit is `start`. */
export const ENTER = "enter:";
