import { EditorView } from "@codemirror/view";
import { type RefObject, useEffect, useRef } from "react";
import { useWords } from "../../../api/names.ts";
import { NO_VOCABULARY } from "../../../parts/condition/vocabulary.ts";
import classes from "./code-editor.module.css";
import { extensionsOf } from "./extensions.ts";
import { type CodeFault, goTo, showMarks } from "./marks.ts";

/** Moves the cursor to a line and column, both from 1. */
export type GoTo = (line?: number, column?: number) => void;

type Props = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  isReadOnly: boolean;
  faults: readonly CodeFault[];
  missing: readonly string[];
  goToRef: RefObject<GoTo | null>;
};

/** Markup with Liquid, in colours, with faults and missing variables in place. */
export function CodeEditor(props: Props) {
  const { data = NO_VOCABULARY, isPending } = useWords();
  if (isPending) return null;
  return <Code {...props} vocabulary={data} />;
}

type CodeProps = Props & { vocabulary: Parameters<typeof extensionsOf>[0]["vocabulary"] };

function Code({
  label,
  value,
  onChange,
  isReadOnly,
  faults,
  missing,
  goToRef,
  vocabulary,
}: CodeProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useRef({ value, onChange });
  latest.current.onChange = onChange;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor keeps its own text
  useEffect(() => {
    const told = EditorView.updateListener.of(({ docChanged, state }) => {
      if (!docChanged) return;
      latest.current.value = state.doc.toString();
      latest.current.onChange(latest.current.value);
    });
    const extensions = [extensionsOf({ label, isReadOnly, vocabulary }), told];
    const made = new EditorView({ doc: value, extensions, parent: place.current! });
    view.current = made;
    goToRef.current = (line, column) => goTo(made, line, column);
    return () => {
      goToRef.current = null;
      made.destroy();
    };
  }, [isReadOnly, label]);
  useEffect(() => {
    // Changed from elsewhere, such as by another version that was loaded.
    if (!view.current || value === latest.current.value) return;
    latest.current.value = value;
    const { length } = view.current.state.doc;
    view.current.dispatch({ changes: { from: 0, to: length, insert: value } });
  }, [value]);
  useEffect(() => {
    if (view.current) showMarks(view.current, faults, missing);
  }, [faults, missing]);
  return <div ref={place} className={classes.editor} />;
}
