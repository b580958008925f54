import { execFile } from "node:child_process";

const LIMIT_MS = 15 * 60_000;

/** What a program of Node says in `cwd`, however it ends. */
export function runNode(cwd: string, args: string[]): Promise<{ out: string; said: string }> {
  // What is compiled of a copy serves no other.
  const env = { ...process.env, NODE_DISABLE_COMPILE_CACHE: "1" };
  const options = { cwd, env, timeout: LIMIT_MS, maxBuffer: 1e8 };
  return new Promise((resolve) => {
    execFile(process.execPath, args, options, (_, out, said) => resolve({ out, said }));
  });
}
