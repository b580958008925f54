import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import QuickLRU from "quick-lru";
import { Defect, Unavailable } from "#shared/kernel/errors.ts";
import { MINUTE_MS, SECOND_MS } from "#shared/kernel/time.ts";
import { RendererEnded, type RenderRequest, type TemplateSource } from "#shared/ports/renderer.ts";
import { type Answer, type Call, MAX_KEPT } from "./server.ts";

/** Starting takes a fraction of a second; more on a busy machine. */
const START_MS = 30 * SECOND_MS;
/** Batches leave garbage: V8 would keep over a hundred megabytes of it. */
const MAX_SEMI_SPACE_MB = 8;

/** Longer than the pause between an author's saves, or between a busy sender's mails. */
const MAX_IDLE_MS = MINUTE_MS;

type Request = { compile: TemplateSource } | { render: RenderRequest[] };
type Running = { child: ChildProcess; ready: Promise<void>; sent: QuickLRU<string, true> };

/**
 * A process for untrusted templates: without our environment, one call at a time. If a call hangs
 * or ends the process, the next call starts a new one.
 */
export class RenderProcess {
  readonly #args: string[];
  readonly #idleMs: number;
  #idle: NodeJS.Timeout | undefined;
  #running: Running | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #closed = false;

  /** @param idleMs the process ends after this long without a call, to free its memory */
  constructor({ heapMb, idleMs = MAX_IDLE_MS }: { heapMb: number; idleMs?: number }) {
    this.#idleMs = idleMs;
    this.#args = [
      `--max-old-space-size=${heapMb}`,
      `--max-semi-space-size=${MAX_SEMI_SPACE_MB}`,
      "--disable-warning=ExperimentalWarning",
    ];
  }

  /**
   * @throws RendererEnded when the call ended the process or exceeded `limitMs`; Unavailable when
   * no process could be started; Defect when the call can't be sent
   */
  call<T>(request: Request, limitMs: number): Promise<T> {
    // The limit covers the call, not the wait behind others.
    const answer = this.#queue.then(() => this.#call<T>(request, limitMs));
    this.#queue = answer.catch(() => {});
    return answer;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#stop();
  }

  async #call<T>(request: Request, limitMs: number): Promise<T> {
    if (this.#closed) throw closed();
    clearTimeout(this.#idle);
    this.#running ??= this.#start();
    const { child, ready, sent } = this.#running;
    hold(child, true);
    try {
      await ready;
      const answer = await exchange(child, slim(request, sent), limitMs);
      if ("failure" in answer) throw new Defect(answer.failure);
      return answer.value as T;
    } catch (error) {
      // A process that answered is reused; the state of any other is unknown.
      if (!(error instanceof Defect) || error.cause) await this.#stop();
      throw this.#closed ? closed() : error;
    } finally {
      hold(child, false);
      this.#idle = setTimeout(() => void this.#stop(), this.#idleMs).unref();
    }
  }

  #start(): Running {
    const child = fork(new URL("./main.ts", import.meta.url), {
      serialization: "advanced",
      execArgv: this.#args,
      // An empty environment. What it prints as it dies is in the mail's own reason.
      env: { TZ: "UTC" },
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    const running = {
      child,
      ready: untilReady(child),
      sent: new QuickLRU<string, true>({ maxSize: MAX_KEPT }),
    };
    child.once("exit", () => {
      if (this.#running === running) this.#running = undefined;
    });
    return running;
  }

  async #stop(): Promise<void> {
    const child = this.#running?.child;
    this.#running = undefined;
    clearTimeout(this.#idle);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  }
}

const closed = () => new Unavailable("the renderer is closed");

/** Whether our process stays alive for the child. */
function hold(child: ChildProcess, isHeld: boolean): void {
  const how = isHeld ? "ref" : "unref";
  child[how]();
  child.channel?.[how]();
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Unavailable("the renderer does not start"));
    const limit = setTimeout(fail, START_MS);
    child.once("message", () => {
      clearTimeout(limit);
      child.off("exit", fail);
      resolve();
    });
    // Also covers sending to an ended process; its exit reports the rest.
    child.on("error", fail).once("exit", fail);
  });
}

async function exchange(child: ChildProcess, call: Call, limitMs: number): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const late = () => reject(new RendererEnded(`it took longer than ${limitMs} ms`));
  const ended = (code: number | null, signal: string | null) =>
    reject(new RendererEnded(`it ended the renderer (${signal ?? `exit ${code}`})`));
  const limit = setTimeout(late, limitMs);
  child.once("message", resolve).once("exit", ended);
  try {
    send(child, call);
    return await promise;
  } finally {
    clearTimeout(limit);
    child.off("message", resolve).off("exit", ended);
  }
}

/** @throws Defect with a cause: the process missed templates that were recorded as sent */
function send(child: ChildProcess, call: Call): void {
  try {
    child.send(call);
  } catch (cause) {
    throw new Defect("what is to be rendered can't be sent", { cause });
  }
}

const slim = (request: Request, sent: QuickLRU<string, true>): Call =>
  "compile" in request
    ? request
    : {
        render: request.render.map((one) => {
          const { hash } = one.template;
          if (sent.get(hash)) return { ...one, template: hash };
          sent.set(hash, true);
          return one;
        }),
      };
