/** The addresses in a text, whatever stands between them; each once. */
export const addressesIn = (typed: string): string[] => [
  ...new Set(
    typed
      .split(/[\s,;]+/)
      .map((part) => part.replace(/^<|>$/g, ""))
      .filter(Boolean),
  ),
];
