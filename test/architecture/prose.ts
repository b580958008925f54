import { globSync, readFileSync } from "node:fs";

const TEXTS =
  "{*.md,{docs,events,cli,functions,infra,sdk,shared,test,web,examples,.github}/**/*.{ts,tsx,css,md,html,mjml}}";
/** Subjects that hide who acts: name the contact, the caller, the worker. */
const BANNED =
  /\b(?:whoever|somebody|nobody|everybody|anybody|of whom|what becomes of)\b(?![@-])/gi;
const COMMENT = /^\s*(?:\/\/|\/?\*)/;
const COLUMNS = 100;

/** This file, which has to name them. */
const ITSELF = "test/architecture/prose.ts";

/** What is wrong with the wording of a text, each with its line. */
function faultsOf(file: string): string[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line, i) => {
      const words = [...line.matchAll(BANNED)].map(([word]) => `"${word}"`);
      const isLong = /\.(?:tsx?|css)$/.test(file) && COMMENT.test(line) && line.length > COLUMNS;
      const faults = isLong ? [...words, `a comment of ${line.length} columns`] : words;
      return faults.map((fault) => `${file}:${i + 1}: ${fault}`);
    });
}

/** The faults of every file that has some. */
export function proseFaults(): Map<string, string[]> {
  const files = globSync(TEXTS).filter((file) => file !== ITSELF);
  const found = files.toSorted().map((file) => [file, faultsOf(file)] as const);
  return new Map(found.filter(([, faults]) => faults.length > 0));
}
