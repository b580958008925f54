export { boundRanges } from "./bound-ranges.ts";
export { describeCause } from "./describe-error.ts";
export { type EncodedValue, encodeValue, type Span, spanOf } from "./encode-value.ts";
export { htmlEngine, plainEngine } from "./engines.ts";
export { escapeHtml } from "./escape-html.ts";
export { evaluate } from "./evaluate.ts";
export { fastOutputs } from "./fast-outputs.ts";
export { JSON_FILTERS } from "./json-filters.ts";
export {
  MAX_CALL_MS,
  MAX_COMPILED_BYTES,
  MAX_DYNAMIC_LINK_BYTES,
  MAX_ELEMENTS,
  MAX_FAULTS,
  MAX_LINK_LENGTH,
  MAX_LINKS,
  MAX_LIQUID,
  MAX_NOTE_LENGTH,
  MAX_NOTES,
  MAX_OUTPUT_BYTES,
  MAX_PREPARED,
  MAX_REASON_LENGTH,
  MAX_SOURCE_BYTES,
  MAX_SUBJECT_LENGTH,
  MAX_TEMPLATE_MS,
  MAX_WARNINGS,
} from "./limits.ts";
export { FOLLOW, LINK_TAG, type LinkSite, linkInPlace } from "./link-tag.ts";
export { isLinkName, linkName, listVariables } from "./list-variables.ts";
export { parseLiquid, readLiquid } from "./parse-liquid.ts";
export type { Expression } from "./read-expression.ts";
export { openLiquid, type RunLiquid } from "./run-liquid.ts";
export { type Pieces, splitTemplate } from "./split-template.ts";
