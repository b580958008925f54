import type { World } from "#functions/runtime/world.ts";
import { Conflict } from "#shared/kernel/errors.ts";
import type { Write } from "#shared/ports/table.ts";
import type { Worker } from "../state.ts";
import { type PortCall, portCallOf } from "./port-calls.ts";

type Waiting = {
  kind: PortCall;
  run: () => Promise<unknown>;
  answer: (value: Promise<unknown>) => void;
};

/** One invocation of a handler, which stands still at each call that matters until it is let on. */
export class Gate {
  readonly job: Worker["job"];
  readonly #waiting: Waiting[] = [];
  #wake: () => void = () => {};
  #withheld: (() => void) | undefined;
  #isOpen = false;
  isDone = false;
  /** Whether the call that was let on last lost to a concurrent write. */
  lastLost = false;
  /** The token of the claim that it wrote. */
  token: string | undefined;

  constructor(job: Worker["job"]) {
    this.job = job;
  }

  /** The world as this invocation sees it. */
  world(real: World): World {
    const port = <T extends object>(name: string, target: T): T =>
      new Proxy(target, {
        get: (_, key) => {
          const member = Reflect.get(target, key, target);
          if (typeof member !== "function") return member;
          return (...args: unknown[]) => {
            const run = () => {
              this.#note(name, args);
              return member.apply(target, args) as Promise<unknown>;
            };
            const kind = portCallOf(name, String(key), args, this.job);
            return kind && !this.#isOpen ? this.#stop(kind, run) : run();
          };
        },
      });
    return {
      ...real,
      table: port("table", real.table),
      queue: port("queue", real.queue),
      mailer: port("mailer", real.mailer),
    };
  }

  /** Starts the invocation and lets it come to its first stop. */
  async start(invocation: Promise<unknown>): Promise<void> {
    const finish = () => {
      this.isDone = true;
      this.#wake();
    };
    invocation.then(finish, finish);
    await this.#settled();
  }

  /** The call at which it stands, if it has not ended. */
  get at(): PortCall | undefined {
    return this.#waiting[0]?.kind;
  }

  /** Whether an answer is withheld from it. */
  get isAsleep(): boolean {
    return this.#withheld !== undefined;
  }

  /** Makes the call; its answer comes now, or with `withhold` only when the invocation is woken. */
  async letOn(withhold = false): Promise<void> {
    const { run, answer } = this.#waiting.shift()!;
    const result = run();
    const value = await result.catch((error) => error);
    const results = Array.isArray(value) ? value : [value];
    this.lastLost = results.some((one) => one instanceof Conflict);
    if (withhold) this.#withheld = () => answer(result);
    else {
      answer(result);
      await this.#settled();
    }
  }

  /** Hands over an answer that was withheld. */
  async wake(): Promise<void> {
    if (!this.#withheld) return;
    this.#withheld();
    this.#withheld = undefined;
    await this.#settled();
  }

  /** Lets it run to its end without any more stops. */
  async open(): Promise<void> {
    this.#isOpen = true;
    await this.wake();
    while (!this.isDone) await this.letOn();
  }

  #note(port: string, args: unknown[]): void {
    const writes = port === "table" && Array.isArray(args[0]) ? (args[0] as Write[]) : [];
    this.token = tokenIn(writes.filter(isClaim)) ?? this.token;
  }

  #stop(kind: PortCall, run: () => Promise<unknown>): Promise<unknown> {
    return new Promise((resolve) => {
      this.#waiting.push({ kind, run, answer: resolve });
      this.#wake();
    });
  }

  #settled(): Promise<void> {
    if (this.isDone || this.#waiting.length > 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

const isClaim = (write: Write) =>
  "put" in write && (write.data as { status?: string }).status === "sending";

const tokenIn = (writes: Write[]) =>
  writes
    .map((write) => ("put" in write ? (write.data as { token?: string }).token : undefined))
    .find((token) => token !== undefined);
