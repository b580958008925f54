export { countSegmentJob } from "./count-segment-job.ts";
export { type Estimate, estimateSegment } from "./estimate-segment.ts";
