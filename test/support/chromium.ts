import { existsSync } from "node:fs";

export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
/** A person's browser: a headless one says so and counts as a robot. */
export const USER_AGENT =
  "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";

const isThere = existsSync(CHROMIUM);
/** In CI a skipped test would be a lie. */
export const canBrowse = isThere || Boolean(process.env.CI);

/** The name of a test or of many; says so when they are skipped for want of Chromium. */
export function browsing(name: string): string {
  if (isThere) return name;
  const skipped = `SKIPPED, there is no ${CHROMIUM}: ${name}`;
  process.stderr.write(`${skipped}\n`);
  return skipped;
}
