/** An unstructured value: a text, a number, true, false, null or a list of texts. */
export type PlainValue = string | number | boolean | null | string[];

export const isPlainValue = (value: unknown): value is PlainValue =>
  value === null ||
  ["string", "number", "boolean"].includes(typeof value) ||
  (Array.isArray(value) && value.every((one) => typeof one === "string"));
