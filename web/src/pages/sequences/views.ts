/** The tabs of an open sequence. */
export const VIEWS = ["canvas", "code", "versions", "simulate"] as const;
export type View = (typeof VIEWS)[number];

/** What narrows the list. */
export type ListSearch = {
  q?: string | undefined;
  state?: "draft" | "live" | "paused" | "archived" | undefined;
};
/** `step` is the step whose form is open. */
export type SequenceSearch = { view?: View | undefined; step?: string | undefined };
