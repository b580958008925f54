import { Conflict } from "#shared/kernel/errors.ts";
import { HttpError } from "./http-error.ts";

type Headers = Record<string, string | undefined>;

export const etag = (version: number) => ({ etag: `"${version}"` });

/**
 * Holds a change to the version that its caller has seen (`If-Match`), 0 where there is nothing yet. Returns
 * the version to expect while writing; undefined when the caller does not care.
 * @throws Refused 412 when it is another version by now
 */
export function expected(headers: Headers, current: number): number | undefined {
  const wanted = headers["if-match"]?.trim();
  if (wanted === undefined) return undefined;
  const tags = wanted.split(",").map((tag) => tag.trim());
  const met = wanted === "*" ? current > 0 : tags.includes(`"${current}"`);
  if (!met) throw versionMismatch();
  return current;
}

/** A write that somebody else overtook fails the caller's condition, if it made one. */
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
