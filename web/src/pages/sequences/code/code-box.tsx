import { closeBrackets } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { type Diagnostic, lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { type RefObject, useEffect, useRef } from "react";
import { looks } from "../../../parts/code-looks.ts";
import { literalLanguage } from "./literal-language.ts";

type Props = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  isReadOnly: boolean;
  diagnostics: readonly Diagnostic[];
  /** Set to what puts the cursor at an offset. */
  goToRef: RefObject<((offset: number) => void) | null>;
  className: string | undefined;
};

/** An editor of literals, with what is wrong in place; Tab leaves it, as it does other fields. */
export function CodeBox(props: Props) {
  const { label, value, onChange, isReadOnly, diagnostics, goToRef, className } = props;
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useRef({ value, onChange });
  latest.current.onChange = onChange;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor keeps its own text
  useEffect(() => {
    const told = EditorView.updateListener.of(({ docChanged, state }) => {
      if (!docChanged) return;
      const text = state.doc.toString();
      if (text === latest.current.value) return;
      latest.current.value = text;
      latest.current.onChange(text);
    });
    const made = new EditorView({
      doc: value,
      parent: place.current!,
      extensions: [
        lineNumbers(),
        history(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        lintGutter(),
        literalLanguage,
        keymap.of([...defaultKeymap, ...historyKeymap]),
        EditorView.lineWrapping,
        EditorState.tabSize.of(2),
        EditorState.readOnly.of(isReadOnly),
        EditorView.contentAttributes.of({
          "aria-label": label,
          tabindex: "0",
          ...(isReadOnly && { "aria-readonly": "true" }),
        }),
        looks,
        told,
      ],
    });
    view.current = made;
    goToRef.current = (offset) => {
      made.dispatch({ selection: { anchor: offset }, scrollIntoView: true });
      made.focus();
    };
    return () => {
      goToRef.current = null;
      made.destroy();
    };
  }, [label, isReadOnly]);
  useEffect(() => {
    const shown = view.current;
    if (!shown || value === latest.current.value) return;
    latest.current.value = value;
    shown.dispatch({ changes: { from: 0, to: shown.state.doc.length, insert: value } });
  }, [value]);
  useEffect(() => {
    const shown = view.current;
    if (!shown) return;
    const { length } = shown.state.doc;
    const inside = diagnostics.map((one) => ({
      ...one,
      from: Math.min(one.from, length),
      to: Math.min(one.to, length),
    }));
    shown.dispatch(setDiagnostics(shown.state, inside));
  }, [diagnostics]);
  return <div ref={place} className={className} />;
}
