import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const LIMIT_MS = 5 * 60_000;

export type Said = { code: number; out: string; err: string };

/** What npm says to `args`; a failure is an answer, too. */
export const askNpm = (...args: string[]): Promise<Said> =>
  new Promise((resolve) => {
    const options = { cwd: ROOT, timeout: LIMIT_MS, maxBuffer: 64 * 1024 * 1024 };
    execFile("npm", args, options, (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : error ? 1 : 0, out, err });
    });
  });
