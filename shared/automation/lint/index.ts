export { type Finding, type Surroundings, toFault } from "./finding.ts";
export { lint } from "./lint.ts";
