import type { Installed } from "./lockfile.ts";

/**
 * Licences that let anyone use, change and pass on what they cover, and that ask nothing of what is
 * built upon it.
 */
const PERMISSIVE = [
  "MIT",
  "MIT-0",
  "ISC",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Apache-2.0",
  "0BSD",
  "BlueOak-1.0.0",
  "CC0-1.0",
  "Unlicense",
  "Python-2.0",
  "Zlib",
];
/**
 * What stays within its own files, or is data: for tools that we do not pass on, and for packages
 * named here.
 */
const FOR_TOOLS = ["MPL-2.0"];
const BY_NAME: Record<string, string> = {
  // Tables of browsers, which the minifier of MJML reads; its authors are named in the SBOM.
  "caniuse-lite": "CC-BY-4.0",
  slick: "MIT (http://mootools.net/license.txt)",
};

/**
 * Whether an SPDX expression can be met by `allowed` licences: one of those joined by OR, all of
 * those by AND.
 */
const isMet = (expression: string, allowed: readonly string[]) =>
  expression
    .replaceAll(/[()]/g, "")
    .split(" OR ")
    .some((choice) => choice.split(" AND ").every((one) => allowed.includes(one.trim())));

/** Each package whose licence is not on the allowed list, as a line. */
export const refusedLicences = (installed: Installed[]): string[] =>
  installed
    .filter(
      ({ name, licence, isShipped }) =>
        BY_NAME[name] !== licence &&
        !isMet(licence, isShipped ? PERMISSIVE : [...PERMISSIVE, ...FOR_TOOLS]),
    )
    .map(({ name, version, licence }) => `${name}@${version}: ${licence}`);
