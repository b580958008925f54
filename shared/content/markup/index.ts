export { controlFlowOf } from "./control-flow.ts";
export { deriveText } from "./derive-text.ts";
export { findOpenPlaces } from "./find-open-places.ts";
export { findSinks } from "./find-sinks.ts";
export { isSameHtml } from "./is-same-html.ts";
export { hasInk, isPicture } from "./label.ts";
export { markUntracked } from "./mark-untracked.ts";
export { quoteAttributes } from "./quote-attributes.ts";
export { type Attribute, scanAttributes } from "./scan-attributes.ts";
export { type Veil, veilLiquid } from "./veil-liquid.ts";
export {
  isImageVisible,
  isTextVisible,
  VISIBLE,
  type Visibility,
  visibilityIn,
} from "./visibility.ts";
export { wrapStrayText } from "./wrap-stray-text.ts";
