import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** Bytes of the largest answer of git that we read. */
const MOST = 512 * 1024 * 1024;

const git = (...args: string[]) =>
  execFileSync("git", args, { cwd: ROOT, encoding: "utf8", maxBuffer: MOST });

/**
 * Every line of text that the repository's history has ever added, as far as this clone holds it.
 */
export const everyAddedLine = (): string =>
  git("log", "-p", "-U0", "--diff-merges=first-parent", "--no-color", "--no-textconv", "--format=")
    .split("\n")
    .flatMap((line) => (line.startsWith("+") ? [line.slice(1)] : []))
    .join("\n");
