/** The pages of a list, one after the other. */
export async function* eachPage<T>(
  read: (after: string | undefined) => Promise<{ items: T[]; cursor?: string | undefined }>,
): AsyncGenerator<T[]> {
  let after: string | undefined;
  do {
    const page = await read(after);
    yield page.items;
    after = page.cursor;
  } while (after !== undefined);
}
