export { type Finding, type LintContext, type PatchOperation, toFault } from "./finding.ts";
export { lint } from "./lint.ts";
