/** The tabs of an open sequence. */
export const VIEWS = ["canvas", "code", "versions", "simulate", "results", "backtest"] as const;
export type View = (typeof VIEWS)[number];

/** What narrows the list. */
export type ListSearch = {
  q?: string | undefined;
  state?: "draft" | "live" | "paused" | "archived" | undefined;
};
/** `step` is the step whose form is open; `from` and `to` are the versions that are compared. */
export type SequenceSearch = {
  view?: View | undefined;
  step?: string | undefined;
  from?: number | "draft" | undefined;
  to?: number | "draft" | undefined;
};
