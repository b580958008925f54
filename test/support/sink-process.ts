import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** The SMTP sink in a process of its own: it goes on when the program is killed. */
export class SinkProcess {
  readonly url: string;
  readonly #log: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number, log: string) {
    this.#child = child;
    this.url = `smtp://127.0.0.1:${port}`;
    this.#log = log;
  }

  static async start(folder: string): Promise<SinkProcess> {
    const log = join(folder, "sink.jsonl");
    const args = ["test/support/smtp-sink.ts", "--port", "0", "--log", log];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    const port = await new Promise<number>((resolve) => {
      createInterface({ input: child.stdout! }).once("line", (line) =>
        resolve(JSON.parse(line).port),
      );
    });
    return new SinkProcess(child, port, log);
  }

  /** How often each message arrived. */
  counts(): Map<string, number> {
    const counts = new Map<string, number>();
    const text = existsSync(this.#log) ? readFileSync(this.#log, "utf8") : "";
    for (const line of text.split("\n").filter(Boolean)) {
      const { messageId } = JSON.parse(line);
      counts.set(messageId, (counts.get(messageId) ?? 0) + 1);
    }
    return counts;
  }

  end(): void {
    this.#child.kill("SIGKILL");
  }
}
