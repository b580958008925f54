import * as z from "zod/mini";
import { CONTACT_FIELDS } from "./facts.ts";

/** Template placeholders; conditions would take them literally. */
const PLACEHOLDER = /\{[{%].*?[%}]\}/s;
const WHOLE = /^\s*\{\{-?\s*(event|contact)\.([A-Za-z0-9_]{1,100})\s*-?\}\}\s*$/;

/** The source of a placeholder: `{event: "total"}`, `{attribute: "plan"}`, `{field: "email"}`. */
type Source = { event: string } | { attribute: string } | { field: string };

/**
 * Refuses a text with template placeholders; `remedy` says what to write instead when the whole
 * text is one.
 */
export const refusePlaceholders = (remedy: (source: Source | undefined) => string) =>
  z.superRefine<string>((text, context) => {
    if (!text.includes("{") || !PLACEHOLDER.test(text)) return;
    const message = `nothing is filled in here: ${remedy(sourceOf(text))}`;
    context.addIssue({ code: "custom", message });
  });

function sourceOf(text: string): Source | undefined {
  const [, root, name = ""] = WHOLE.exec(text) ?? [];
  if (root === undefined) return undefined;
  if (root === "event") return { event: name };
  const isField = (CONTACT_FIELDS as readonly string[]).includes(name);
  return isField ? { field: name } : { attribute: name };
}
