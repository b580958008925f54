import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { html } from "@codemirror/lang-html";
import { liquid } from "@codemirror/lang-liquid";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput } from "@codemirror/language";
import { lintGutter, lintKeymap } from "@codemirror/lint";
import { EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { looks } from "../../../parts/code-looks.ts";
import { completionsOf } from "./completions.ts";
import { missingMarks } from "./marks.ts";

type Options = {
  label: string;
  isReadOnly: boolean;
  vocabulary: Parameters<typeof completionsOf>[0];
};

/** An editor of markup with Liquid. Tab leaves it: a keyboard must never be caught. */
export const extensionsOf = ({ label, isReadOnly, vocabulary }: Options): Extension[] => [
  lineNumbers(),
  foldGutter(),
  lintGutter(),
  history(),
  drawSelection(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  autocompletion(),
  EditorView.lineWrapping,
  EditorState.readOnly.of(isReadOnly),
  EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0", spellcheck: "true" }),
  // MJML closes its elements by themselves.
  liquid({ ...completionsOf(vocabulary), base: html({ selfClosingTags: true }) }),
  looks,
  missingMarks,
  keymap.of([
    ...closeBracketsKeymap,
    ...defaultKeymap,
    ...historyKeymap,
    ...foldKeymap,
    ...completionKeymap,
    ...lintKeymap,
  ]),
];
