import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { LineReader } from "./line-reader.ts";

/** A mail that arrived; `link` is the path of its first tracked link, if this sink reads links. */
export type Arrival = { messageId: string; to: string[]; bytes: number; link?: string };

/**
 * What a sink that only counts took: mails, different ones among them, and the first one as it
 * came.
 */
export type Tally = { taken: number; distinct: number; sample: string };

/** The SMTP sink in a process of its own: it goes on when the program is killed. */
export class SinkProcess {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #log: LineReader;
  readonly #arrivals: Arrival[] = [];
  readonly #counts = new Map<string, number>();

  private constructor(child: ChildProcess, port: number, log: string) {
    this.#child = child;
    this.url = `smtp://127.0.0.1:${port}`;
    this.#log = new LineReader(log);
  }

  /** `main` is the sink's program: it takes `--log FILE`, says `{port}` and logs each arrival. */
  static async start(
    folder: string,
    main = "test/support/smtp-sink-main.ts",
  ): Promise<SinkProcess> {
    const log = join(folder, "sink.jsonl");
    return SinkProcess.#run(log, [main, "--log", log]);
  }

  /** One that only counts and offers PIPELINING: asked by `tally()`, for the bench. */
  static startCounting = (): Promise<SinkProcess> =>
    SinkProcess.#run("", ["test/support/counting-sink.ts"]);

  static async #run(log: string, args: string[]): Promise<SinkProcess> {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit", "ipc"] });
    const port = await new Promise<number>((resolve) => {
      createInterface({ input: child.stdout! }).once("line", (line) =>
        resolve(JSON.parse(line).port),
      );
    });
    return new SinkProcess(child, port, log);
  }

  /** Every mail that arrived so far, in that order. A look reads only what is new. */
  arrivals(): readonly Arrival[] {
    for (const line of this.#log.read()) {
      const arrival: Arrival = JSON.parse(line);
      this.#arrivals.push(arrival);
      this.#counts.set(arrival.messageId, (this.#counts.get(arrival.messageId) ?? 0) + 1);
    }
    return this.#arrivals;
  }

  /** How often each message arrived. */
  counts(): ReadonlyMap<string, number> {
    this.arrivals();
    return this.#counts;
  }

  /** What a counting sink took so far. */
  tally = (): Promise<Tally> => this.ask({});

  /** Sends a sink's program a message and resolves with its answer. */
  async ask<T>(message: object): Promise<T> {
    this.#child.send(message);
    const [answer] = await once(this.#child, "message");
    return answer;
  }

  end(): void {
    this.#child.kill("SIGKILL");
  }
}
