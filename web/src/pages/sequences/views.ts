/** The tabs of an open sequence. */
export const VIEWS = ["canvas", "code", "versions", "simulate", "results", "backtest"] as const;
export type View = (typeof VIEWS)[number];

/** What narrows the list. */
export type ListSearch = {
  q?: string | undefined;
  state?: "draft" | "live" | "paused" | "archived" | undefined;
};
/** In `inside`: the contacts of every step; no step has this name. */
export const ALL_INSIDE = "*";
/**
 * `step` is the step whose form is open, `field` the path in it that takes the focus; `from` and
 * `to` are the versions that are compared; `inside` is the step whose contacts are listed.
 */
export type SequenceSearch = {
  view?: View | undefined;
  step?: string | undefined;
  field?: string | undefined;
  inside?: string | undefined;
  from?: number | "draft" | undefined;
  to?: number | "draft" | undefined;
};
