import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import packageJson from "../../package.json" with { type: "json" };
import { openTemp } from "./temp-folder.ts";

export type Ready = {
  url: string;
  mailbox: string;
  pid: number;
  adminKey?: string;
  console?: string;
};

/** What `npm start` gives to node. */
const START = (packageJson.scripts.start as string).split(" ").slice(1);

/** Those that run: none outlives this process. */
const running = new Set<ChildProcess>();
process.prependListener("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** The real program in a process of its own. */
export class Program {
  readonly ready: Ready;
  readonly #child: ChildProcess;
  readonly #said: string[];
  #key: string;

  private constructor(child: ChildProcess, said: string[], ready: Ready, key: string) {
    this.#child = child;
    this.#said = said;
    this.ready = ready;
    this.#key = key;
  }

  /**
   * Starts it on a free port; `env` adds to its environment. Rejects with what it said when it does
   * not start.
   */
  static async start(folder: string, env: Record<string, string> = {}): Promise<Program> {
    const { PATH, NODE_COMPILE_CACHE } = process.env;
    const cache = NODE_COMPILE_CACHE !== undefined && { NODE_COMPILE_CACHE };
    const child = spawn(process.execPath, START, {
      env: { PATH, ...cache, TMPDIR: openTemp().others, PORT: "0", DRIPSTACK_DATA: folder, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    running.add(child);
    child.once("exit", () => running.delete(child));
    const said: string[] = [];
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on("data", (chunk) => said.push(String(chunk)));
    }
    const ready = await new Promise<Ready>((resolve, reject) => {
      createInterface({ input: child.stdout! }).once("line", (line) => resolve(JSON.parse(line)));
      child.once("exit", (code) =>
        reject(new Error(`exit ${code}: ${said.join("").slice(-4_000)}`)),
      );
    });
    return new Program(child, said, ready, env.DRIPSTACK_ADMIN_KEY ?? ready.adminKey ?? "");
  }

  /** The admin key, by whichever way the program got it. */
  get key(): string {
    return this.#key;
  }

  /** Everything that it wrote to stdout and stderr. */
  get said(): string {
    return this.#said.join("");
  }

  /** Calls the API with the admin key. */
  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
    // biome-ignore lint/suspicious/noExplicitAny: a test says itself what it expects of an answer.
  ): Promise<{ status: number; body: any }> {
    const response = await fetch(`${this.ready.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#key}`,
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get("content-type") ?? "");
    return { status: response.status, body: isJson ? JSON.parse(text) : text };
  }

  /** Ends it by a signal; resolves with its exit code once it is gone. */
  end(signal: NodeJS.Signals): Promise<number | null> {
    return new Promise((resolve) => {
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
        return resolve(this.#child.exitCode);
      }
      this.#child.once("exit", resolve);
      this.#child.kill(signal);
    });
  }
}

/** Asks again until `look` finds something, for at most ten seconds. */
export async function eventually<T>(look: () => Promise<T | undefined | false>): Promise<T> {
  const end = Date.now() + 10_000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error("it did not happen within ten seconds");
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
