import { readFileSync } from "node:fs";
import { join } from "node:path";
import { builtFiles, fileHeaders } from "#infra/console/built-files.ts";
import type { Bucket } from "./bucket.ts";

const AT_ONCE = 8;

/** Pages name the other files, so they come last. */
const isPage = (name: string) => name.endsWith(".html");

/**
 * Puts the files of `folder` into the bucket, then removes all others but those `before`, of the
 * last deployment: open tabs still load parts of it.
 */
export async function upload(
  bucket: Bucket,
  folder: string,
  before: readonly string[],
): Promise<void> {
  const names = builtFiles(folder);
  const put = (name: string) =>
    bucket.put(name, readFileSync(join(folder, name)), fileHeaders(name));
  await each(
    names.filter((name) => !isPage(name)),
    put,
  );
  await each(names.filter(isPage), put);
  const kept = new Set([...names, ...before]);
  await each(
    (await bucket.list()).filter((name) => !kept.has(name)),
    bucket.remove,
  );
}

/** Removes everything, so that the bucket itself can be deleted. */
export async function empty(bucket: Bucket): Promise<void> {
  for (;;) {
    const names = await bucket.list();
    if (names.length === 0) return;
    await each(names, bucket.remove);
  }
}

async function each(names: readonly string[], act: (name: string) => Promise<void>) {
  for (let i = 0; i < names.length; i += AT_ONCE) {
    await Promise.all(names.slice(i, i + AT_ONCE).map(act));
  }
}
