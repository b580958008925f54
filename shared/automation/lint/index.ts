export { type Finding, type LintContext, toFault } from "./finding.ts";
export { lint } from "./lint.ts";
