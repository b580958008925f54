/** Asks again until `look` finds something, for at most `seconds`. */
export async function eventually<T>(
  seconds: number,
  what: string,
  look: () => Promise<T | undefined | false>,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`not seen within ${seconds} seconds: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
