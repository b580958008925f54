import { Conflict } from "#shared/kernel/errors.ts";
import { HttpError } from "./http-error.ts";

type Headers = Record<string, string | undefined>;

export const etag = (version: number | string) => ({ etag: `"${version}"` });

/**
 * Checks `If-Match` against the current version (0: nothing yet). Returns the version to expect
 * when writing; undefined without the header.
 * @throws HttpError 412 when the version has changed
 */
export function expected<V extends number | string>(headers: Headers, current: V): V | undefined {
  const wanted = headers["if-match"]?.trim();
  if (wanted === undefined) return undefined;
  const tags = wanted.split(",").map((tag) => tag.trim());
  const met = wanted === "*" ? current !== 0 : tags.includes(`"${current}"`);
  if (!met) throw versionMismatch();
  return current;
}

/** Turns a lost race into 412 if the caller sent `If-Match`. */
export async function matched<T>(expectVersion: number | undefined, write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (expectVersion !== undefined && error instanceof Conflict) throw versionMismatch();
    throw error;
  }
}

const versionMismatch = () =>
  new HttpError(412, "its version is not the one in If-Match: load it and send your change again");
