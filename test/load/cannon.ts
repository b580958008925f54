import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const CANNON = fileURLToPath(
  new URL("../../node_modules/autocannon/autocannon.js", import.meta.url),
);
const run = promisify(execFile);

/** One request of a round that is asked again and again. */
export type Shot = { method: string; url: string; headers: Record<string, string>; body?: string };
/** What autocannon counted; times in milliseconds. */
export type Report = {
  latency: { p50: number; p99: number; max: number };
  requests: { total: number };
  errors: number;
  timeouts: number;
  non2xx: number;
};

/** A process of its own that asks as it is told, for so many seconds, and says what it saw. */
export async function fire(url: string, seconds: number, options: string[]): Promise<Report> {
  const args = [CANNON, "--json", "--no-progress", "-d", String(seconds), ...options, url];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 100 * 1024 * 1024 });
  return JSON.parse(stdout.trim().split("\n").at(-1)!);
}

/** Writes a round of requests as autocannon reads them, a HAR file, and returns its options. */
export function asRound(file: string, shots: Shot[]): string[] {
  const entries = shots.map(({ method, url, headers, body }) => ({
    request: {
      method,
      url,
      headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
      ...(body !== undefined && { postData: { text: body } }),
    },
  }));
  writeFileSync(file, JSON.stringify({ log: { entries } }));
  return ["--har", file];
}
