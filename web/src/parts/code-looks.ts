import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** CodeMirror's own colours fail WCAG AA on our grounds; these pass in both schemes. */
const style = HighlightStyle.define([
  { tag: [tags.tagName, tags.angleBracket], color: "light-dark(#1f5f8b, #7cc0ee)" },
  { tag: tags.attributeName, color: "light-dark(#7a4b00, #e6b566)" },
  { tag: [tags.attributeValue, tags.string], color: "light-dark(#18693f, #7ed6a3)" },
  {
    tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword],
    color: "light-dark(#8a2a86, #e39be0)",
  },
  { tag: [tags.processingInstruction, tags.brace], color: "light-dark(#3541b1, #a3abf3)" },
  { tag: [tags.variableName, tags.propertyName], color: "light-dark(#3541b1, #b4bbf7)" },
  {
    tag: [tags.function(tags.variableName), tags.special(tags.variableName)],
    color: "light-dark(#8a2a86, #e39be0)",
  },
  { tag: [tags.number, tags.bool], color: "light-dark(#9a3412, #f3a781)" },
  { tag: tags.comment, color: "light-dark(#5f6672, #9da3b2)", fontStyle: "italic" },
  { tag: tags.invalid, color: "var(--bad)" },
]);

const look = EditorView.theme({
  "&": { height: "100%", fontSize: "0.8125rem", backgroundColor: "var(--card)" },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--mantine-font-family-monospace)", lineHeight: "1.6" },
  ".cm-content": { caretColor: "var(--mantine-color-text)", paddingBlock: "0.5rem" },
  ".cm-cursor": { borderLeftColor: "var(--mantine-color-text)" },
  ".cm-gutters": {
    backgroundColor: "var(--card)",
    color: "var(--mantine-color-dimmed)",
    borderInlineEnd: "1px solid var(--line)",
  },
  ".cm-activeLine, .cm-activeLineGutter": {
    backgroundColor: "light-dark(#f5f6fb80, #1d1f2780)",
  },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    { backgroundColor: "light-dark(#d4d9fb, #363c70)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "light-dark(#e3e6fb, #333a68)" },
  ".cm-missing": {
    textDecoration: "underline wavy var(--warn)",
    textDecorationSkipInk: "none",
    textUnderlineOffset: "3px",
  },
  ".cm-tooltip": {
    border: "1px solid var(--line)",
    borderRadius: "0.5rem",
    backgroundColor: "var(--card)",
    color: "var(--mantine-color-text)",
    overflow: "hidden",
  },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--chosen)",
    color: "var(--chosen-text)",
  },
  ".cm-completionDetail": { color: "var(--mantine-color-dimmed)", fontStyle: "normal" },
  ".cm-diagnostic": { borderInlineStart: "3px solid var(--bad)" },
});

export const looks = [look, syntaxHighlighting(style)];
