import { nearest } from "./nearest.ts";

const INPUT = "input, select, textarea, button, [contenteditable=true]";

const isEmptyText = (one: HTMLElement) =>
  one instanceof HTMLInputElement && one.type === "text" && one.value === "";

/** Puts the focus into the field of a form at a JSON Pointer, or into the first one. */
export function focusField(form: HTMLElement, path: string): void {
  const fields = [...form.querySelectorAll<HTMLElement>("[data-path]")];
  const found = nearest(
    fields.map((field) => field.dataset.path!),
    path,
  );
  const field = fields.find((one) => one.dataset.path === found) ?? form;
  const inputs = [...field.querySelectorAll<HTMLElement>(INPUT)];
  // Of a part with several, such as a condition, the one that waits to be filled in.
  const empty = found !== path && inputs.find(isEmptyText);
  // Buttons that move and remove an item stand before its fields.
  const input = empty || (inputs.find((one) => one.tagName !== "BUTTON") ?? inputs[0]);
  input?.focus({ preventScroll: true });
  input?.scrollIntoView({ block: "nearest" });
}
