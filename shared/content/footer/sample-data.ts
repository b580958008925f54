import type { RequiredFooter } from "./find-footer.ts";

/**
 * Literals of a template's conditions used in samples; more would differ in ways that no sample
 * finds.
 */
const MAX_LITERALS = 20;
const LITERAL = /(?:==|!=|contains|when)\s*(["'])(.*?)\1/g;

/** A URL and an address that no author writes. */
export const SAMPLE_FOOTER: RequiredFooter = {
  unsubscribeUrl: "https://unsubscribe.invalid/sample",
  postalAddress: "Sample Street 4711, Samplehausen",
};

/**
 * Sample data for a template that reads `variables`: nothing, everything, empty lists, full ones,
 * and each literal that its Liquid compares with.
 */
export function sampleData(variables: string[], liquid: readonly string[]): object[] {
  const literals = liquid.flatMap((piece) =>
    [...piece.matchAll(LITERAL)].map(([, , text]) => text),
  );
  const values = ["sample", true, false, 0, 1_000_000, [], [{}], ["a", "b"]];
  return [undefined, ...values, ...new Set(literals.slice(0, MAX_LITERALS))].map((value) => {
    const data = value === undefined ? {} : fill(variables, value);
    return {
      ...data,
      unsubscribe_url: SAMPLE_FOOTER.unsubscribeUrl,
      postal_address: SAMPLE_FOOTER.postalAddress,
      preferences_url: "https://preferences.invalid/sample",
    };
  });
}

/** An object whose `variables` paths all lead to `value`. */
function fill(variables: string[], value: unknown): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const variable of variables) {
    const names = variable.match(/[\w-]+/g) ?? [];
    const last = names.pop();
    if (last === undefined) continue;
    let at = data;
    for (const name of names) {
      const inner = Object.hasOwn(at, name) ? at[name] : undefined;
      const next = typeof inner === "object" && inner !== null ? inner : {};
      at[name] = next;
      at = next as Record<string, unknown>;
    }
    if (!Object.hasOwn(at, last)) at[last] = value;
  }
  return data;
}
