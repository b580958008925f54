type Part = { text: string; next: string | null };

/** The most characters that a browser's memory is asked for. */
const MOST_CHARACTERS = 100_000_000;

/** The parts of a long text, one after the other; `isWhole` is false where it was cut. */
export async function collectCsv(
  load: (after?: string) => Promise<Part>,
  most = MOST_CHARACTERS,
): Promise<{ parts: string[]; isWhole: boolean }> {
  const parts: string[] = [];
  let characters = 0;
  let after: string | undefined;
  do {
    const { text, next } = await load(after);
    parts.push(text);
    characters += text.length;
    after = next ?? undefined;
  } while (after !== undefined && characters < most);
  return { parts, isWhole: after === undefined };
}
