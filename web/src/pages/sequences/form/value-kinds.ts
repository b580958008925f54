/** The forms of a value that the form knows; any other is edited as JSON. */
export const VALUE_KINDS = [
  ...["text", "number", "boolean", "null", "event", "attribute", "field", "now", "today"],
  ...["add", "append", "remove", "other"],
] as const;

/** Which form a value has. */
export function kindOfValue(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "string") return "text";
  if (typeof value === "number" || typeof value === "boolean") return typeof value;
  const [entry, ...more] = Object.entries((value as object | undefined) ?? {});
  if (!entry || more.length > 0) return "other";
  const [key, inner] = entry;
  if ((key === "now" || key === "today") && inner === true) return key;
  if (["event", "attribute", "field", "append", "remove"].includes(key))
    return typeof inner === "string" ? key : "other";
  return key === "add" && typeof inner === "number" ? key : "other";
}

const BLANK: Record<string, unknown> = {
  text: "",
  number: 0,
  boolean: true,
  null: null,
  event: { event: "source" },
  attribute: { attribute: "plan" },
  field: { field: "email" },
  now: { now: true },
  today: { today: true },
  add: { add: 1 },
  append: { append: "new" },
  remove: { remove: "new" },
  other: { now: "P1D" },
};

export const blankValue = (kind: string): unknown =>
  Object.hasOwn(BLANK, kind) ? BLANK[kind] : "";
