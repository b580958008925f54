/** A text of the address; nothing where it is empty or no text. */
export const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/** One of the known values, which the address may hold as a number or flag. */
export const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined =>
  values.find((one) => one === String(value));
