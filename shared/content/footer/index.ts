export { finishFooter, needsFooterWork } from "./finish-footer.ts";
export { placeHtmlFooter, placeTextFooter } from "./place-footer.ts";
