export * from "./timeline.ts";
export type { TimelineItem } from "./timeline-items.ts";
