import { Worker } from "node:worker_threads";
import { Defect, Unavailable } from "#shared/kernel/errors.ts";
import { Lru } from "#shared/kernel/lru.ts";
import type {
  CompileResult,
  Renderer,
  RenderRequest,
  RenderResult,
  TemplateSource,
} from "#shared/ports/renderer.ts";
import { type Answer, type Call, MAX_KEPT, type SlimRequest } from "./render-worker.ts";

/** For one call; a batch of hundreds of mails takes a tenth of it. */
const CALL_MS = 10_000;
/** A template that eats memory ends the worker instead of the process. */
const MAX_HEAP_MB = 512;
/** What a batch leaves behind is soon gone: V8 would keep over a hundred megabytes of it. */
const MAX_YOUNG_MB = 16;

type Pending = { resolve: (value: unknown) => void; reject: (error: Error) => void };
type Payload = { compile: TemplateSource } | { render: SlimRequest[] };
type Running = { worker: Worker; sent: Lru<true>; pending: Map<number, Pending> };

/** The `Renderer` port on a thread of its own, which is replaced when it does not answer. */
export class WorkerRenderer implements Renderer {
  readonly #limitMs: number;
  #running: Running | undefined;
  #limit: NodeJS.Timeout | undefined;
  #calls = 0;
  #closed = false;

  constructor({ limitMs = CALL_MS } = {}) {
    this.#limitMs = limitMs;
  }

  compile = (source: TemplateSource): Promise<CompileResult> =>
    this.#call(() => ({ compile: source }));

  render = (requests: RenderRequest[]): Promise<RenderResult[]> =>
    this.#call(({ sent }) => ({
      render: requests.map((request) => {
        const { hash } = request.template;
        if (sent.get(hash)) return { ...request, template: hash };
        sent.set(hash, true);
        return request;
      }),
    }));

  /** Starts the thread before it is needed. */
  warm = async (): Promise<void> => {
    await this.render([]);
  };

  close = async (): Promise<void> => {
    this.#closed = true;
    await this.#stop("the renderer is closed");
  };

  #call<T>(payload: (running: Running) => Payload): Promise<T> {
    if (this.#closed) return Promise.reject(new Unavailable("the renderer is closed"));
    this.#running ??= this.#start();
    const running = this.#running;
    return new Promise<T>((resolve, reject) => {
      const id = this.#calls++;
      running.pending.set(id, { resolve: resolve as Pending["resolve"], reject });
      if (running.pending.size === 1) this.#watch(running);
      try {
        running.worker.postMessage({ id, ...payload(running) } satisfies Call);
      } catch (error) {
        // The worker missed templates that we noted as sent.
        reject(new Defect("what is to be rendered can't be sent", { cause: error }));
        void this.#stop("the renderer starts anew");
      }
    });
  }

  #start(): Running {
    const worker = new Worker(new URL("./render-worker.ts", import.meta.url), {
      resourceLimits: {
        maxOldGenerationSizeMb: MAX_HEAP_MB,
        maxYoungGenerationSizeMb: MAX_YOUNG_MB,
      },
    });
    const running: Running = { worker, sent: new Lru(MAX_KEPT), pending: new Map() };
    const stop = (reason: string) => {
      if (this.#running === running) void this.#stop(reason);
    };
    worker.on("message", (answer: Answer) => this.#settle(running, answer));
    worker.on("error", (error) => stop(`the renderer failed: ${String(error)}`));
    worker.on("exit", () => stop("the renderer ended"));
    return running;
  }

  #settle(running: Running, answer: Answer): void {
    const pending = running.pending.get(answer.id);
    running.pending.delete(answer.id);
    if (running === this.#running) this.#watch(running);
    if ("failure" in answer) pending?.reject(new Defect(answer.failure));
    else pending?.resolve(answer.value);
  }

  /** The worker does one call after another, so that the time since its last answer is that of one call. */
  #watch({ worker, pending }: Running): void {
    clearTimeout(this.#limit);
    if (pending.size === 0) {
      worker.unref();
      return;
    }
    worker.ref();
    const late = () => void this.#stop(`the renderer did not answer in ${this.#limitMs} ms`);
    this.#limit = setTimeout(late, this.#limitMs);
  }

  async #stop(reason: string): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    clearTimeout(this.#limit);
    if (!running) return;
    for (const { reject } of running.pending.values()) reject(new Unavailable(reason));
    running.pending.clear();
    await running.worker.terminate();
  }
}
