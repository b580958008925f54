/** A text of the address; nothing where it is empty or no text. */
export const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/** One of the known values, which the address may hold as a number or flag. */
export const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined =>
  typeof value === "object" ? undefined : values.find((one) => one === String(value));

/** The texts of an address by name: each stands here, for the router keeps what is left out. */
export const texts = <const Name extends string>(
  names: readonly Name[],
  search: Record<string, unknown>,
) =>
  Object.fromEntries(names.map((name) => [name, text(search[name])])) as Record<
    Name,
    string | undefined
  >;
