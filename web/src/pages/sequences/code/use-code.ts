import type { Diagnostic } from "@codemirror/lint";
import { useMemo, useState } from "react";
import type { Definition } from "../../../canvas/definition.ts";
import { LiteralError } from "../../../canvas/literal.ts";
import { type Code, printCode, readCode } from "../../../canvas/typescript.ts";
import type { Finding } from "../canvas/marks.ts";
import type { OpenSequence } from "../open-sequence.ts";

function read(text: string) {
  try {
    return { ...readCode(text), error: undefined };
  } catch (error) {
    if (error instanceof LiteralError) return { error, definition: undefined, places: undefined };
    throw error;
  }
}

const isSame = (one: Definition, other: Definition) =>
  JSON.stringify(one) === JSON.stringify(other);

/** The place of a finding, or of the nearest part around it that is in the code. */
function placeIn(places: Map<string, { from: number; to: number }>, path: string) {
  for (let at = path; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
    const found = places.get(at);
    if (found) return found;
  }
  return { from: 0, to: 0 };
}

/**
 * A sequence and its code, which follow each other: what is typed changes the sequence once it can
 * be read, and what changes the sequence elsewhere is printed, unless the text says the same
 * already.
 */
export function useCode({ definition, edit }: OpenSequence, code: Code, found: readonly Finding[]) {
  const [typed, setTyped] = useState({ text: printCode(definition, code), definition, code });
  let shown = typed;
  if (typed.code !== code || !isSame(typed.definition, definition)) {
    shown = { text: printCode(definition, code), definition, code };
    setTyped(shown);
  }
  const parsed = useMemo(() => read(shown.text), [shown.text]);
  const change = (text: string) => {
    const next = read(text).definition;
    const isNew = next !== undefined && !isSame(next, definition);
    setTyped({ text, definition: isNew ? next : definition, code });
    if (isNew) edit(next, "code");
  };
  const { error, places } = parsed;
  const diagnostics = useMemo<Diagnostic[]>(() => {
    if (error)
      return [{ from: error.offset, to: error.offset, severity: "error", message: error.message }];
    return found.map(({ path, level, message, remedy }) => ({
      ...placeIn(places ?? new Map(), path),
      severity: level,
      message: remedy ? `${message}: ${remedy}` : message,
    }));
  }, [error, places, found]);
  return { text: shown.text, change, error, places, diagnostics };
}
