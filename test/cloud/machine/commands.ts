import { execFile, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { promisify } from "node:util";
import { startPace } from "#test/support/pace.ts";

const execute = promisify(execFile);
/** Bytes of output that are kept. */
const KEPT = 64 * 1024 * 1024;
/** Characters of what a failed command said that its error repeats. */
const WORDS = 8_000;
/** Of a quiet machine, as are all times that a command may take. */
const STARTING_MS = 60_000;
const STOPPING_MS = 10_000;

export type Command = { env?: NodeJS.ProcessEnv; cwd?: string; timeoutMs?: number };

/** What a command prints. @throws Error with its last words when it fails or takes too long */
export async function run(
  file: string,
  args: string[],
  { env = process.env, cwd, timeoutMs = 300_000 }: Command = {},
): Promise<string> {
  try {
    const timeout = Math.ceil(timeoutMs * (await startPace()));
    const options = { env, cwd, timeout, maxBuffer: KEPT };
    return (await execute(file, args, options)).stdout;
  } catch (error) {
    const { stdout = "", stderr = "", message } = error as Error & Record<string, string>;
    const lines = `${stdout}\n${stderr}`.trim().split("\n");
    const why = lines.filter((line) => /FAILED|rror/.test(line)).slice(0, 20);
    const words = [message.split("\n")[0], ...why, "…", ...lines.slice(-10)].join("\n");
    throw new Error(words.slice(0, WORDS));
  }
}

type Program = {
  env: NodeJS.ProcessEnv;
  ready: () => Promise<boolean>;
  /** Everything that it writes; removed when it has ended. */
  folder?: string;
};

/**
 * A program that goes on until it is told to stop, or this process ends; `ready` says when it can
 * be used.
 */
export async function start(
  file: string,
  args: string[],
  { env, ready, folder }: Program,
): Promise<{ stop: () => Promise<void> }> {
  const slower = await startPace();
  const child = spawn(file, args, { env, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said = (said + chunk).slice(-WORDS);
  });
  const gone = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const clear = () => folder && rmSync(folder, { recursive: true, force: true });
  const abandon = () => {
    child.kill("SIGTERM");
    clear();
  };
  process.once("exit", abandon);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
  const stop = async () => {
    process.off("exit", abandon);
    child.kill("SIGTERM");
    const harder = setTimeout(() => child.kill("SIGKILL"), STOPPING_MS * slower);
    await gone;
    clearTimeout(harder);
    clear();
  };
  const end = Date.now() + STARTING_MS * slower;
  while (!(await ready().catch(() => false))) {
    if (child.exitCode !== null || Date.now() > end) {
      await stop();
      throw new Error(`${file} did not start: ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { stop };
}
