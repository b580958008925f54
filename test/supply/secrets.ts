import { createHash } from "node:crypto";

/** What secrets look like; each is long enough to be no word. */
const SHAPES: Record<string, RegExp> = {
  "AWS access key": /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  "AWS secret key": /aws_secret_access_key\W{1,6}[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])/gi,
  "private key": /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----(?:\\n|\s)+[\w+/=]{16,}/g,
  // As they are made: what tests are given holds words.
  "Dripstack key": /\bdrip_(?=[\w-]*[A-Z])(?=[\w-]*[a-z])(?=[\w-]*\d)[\w-]{40,}/g,
  "webhook secret": /\bwhsec_[A-Za-z0-9+/=]{24,}/g,
  "GitHub token": /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{22,})/g,
  "npm token": /\bnpm_[A-Za-z0-9]{36}\b/g,
  "Slack token": /\bxox[abprs]-[A-Za-z0-9-]{10,}/g,
  "Stripe key": /\b[rs]k_live_[A-Za-z0-9]{16,}/g,
  "signed token": /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/g,
};

/**
 * Made for tests or for a page that teaches, by the hash of what was found, so that the list holds
 * none itself.
 */
const KNOWN = new Set([
  // AWS's own example.
  "1a5d44a2dca19669",
  // The key of a relay that only tests reach.
  "00ed7ac1c83d5f1d",
]);

export type Found = { kind: string; line: string; hash: string };

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 16);

/**
 * Each thing in `text` that looks like a secret and is not one that tests were given, with a line
 * that hides it.
 */
export function secretsIn(text: string): Found[] {
  return Object.entries(SHAPES).flatMap(([kind, shape]) =>
    [...text.matchAll(shape)]
      .map(([match]) => ({ kind, line: `${match.slice(0, 8)}…`, hash: hashOf(match) }))
      .filter(({ hash }) => !KNOWN.has(hash)),
  );
}
