export { controlFlowOf } from "./control-flow.ts";
export { deriveText } from "./derive-text.ts";
export { findSinks } from "./find-sinks.ts";
export { findUnquotedAttributes } from "./find-unquoted-attributes.ts";
export { isSameHtml } from "./is-same-html.ts";
export { hasInk, isPicture } from "./label.ts";
export { markUntracked } from "./mark-untracked.ts";
export { type LiquidMask, maskLiquid } from "./mask-liquid.ts";
export { quoteAttributes } from "./quote-attributes.ts";
export { type Attribute, scanAttributes } from "./scan-attributes.ts";
export {
  isImageVisible,
  isTextVisible,
  VISIBLE,
  type Visibility,
  visibilityIn,
} from "./visibility.ts";
export { wrapStrayText } from "./wrap-stray-text.ts";
