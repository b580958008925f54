export { TimelineItemSchema } from "./item-schema.ts";
export * from "./timeline.ts";
export type { TimelineFilter } from "./timeline-filter.ts";
export type { TimelineItem } from "./timeline-items.ts";
