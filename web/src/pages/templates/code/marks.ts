import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import { RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import { occurrencesOf, offsetOf, withoutPlace } from "../occurrences.ts";

export type CodeFault = { message: string; line?: number; column?: number };

const setMissing = StateEffect.define<readonly string[]>();
const mark = Decoration.mark({ class: "cm-missing" });

function marksOf(text: string, variables: readonly string[]): DecorationSet {
  const marks = new RangeSetBuilder<Decoration>();
  for (const { from, to } of occurrencesOf(text, variables)) marks.add(from, to, mark);
  return marks.finish();
}

/** Underlines variables that have no value in the preview. */
export const missingMarks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { changes, effects, state }) {
    for (const effect of effects) {
      if (effect.is(setMissing)) return marksOf(state.doc.toString(), effect.value);
    }
    return marks.map(changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Shows what is wrong with the text, and which of its variables have no value. */
export function showMarks(
  view: EditorView,
  faults: readonly CodeFault[],
  missing: readonly string[],
): void {
  const text = view.state.doc.toString();
  const diagnostics = faults.map(({ message, line, column }): Diagnostic => {
    const from = offsetOf(text, line, column);
    const end = text.indexOf("\n", from);
    return {
      from,
      to: Math.max(from, end < 0 ? text.length : end),
      severity: "error",
      message: withoutPlace(message),
    };
  });
  view.dispatch({ effects: setMissing.of(missing) });
  view.dispatch(setDiagnostics(view.state, diagnostics));
}

/** Puts the cursor where a fault is, and the keyboard into the text. */
export function goTo(view: EditorView, line?: number, column?: number): void {
  const at = offsetOf(view.state.doc.toString(), line, column);
  view.dispatch({
    selection: { anchor: at },
    effects: EditorView.scrollIntoView(at, { y: "center" }),
  });
  view.focus();
}
