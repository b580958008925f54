import { Worker } from "node:worker_threads";
import type { SendOutcome } from "#shared/ports/mailer.ts";
import type { SmtpMail } from "./line.ts";
import type { Relay } from "./relay.ts";
import { MARK, type SmtpAnswer, type SmtpCall, type SmtpOrder, type SmtpSetup } from "./worker.ts";

/** Mails are short-lived: V8 would keep over a hundred megabytes of them. */
const MAX_YOUNG_MB = 16;

type Running = {
  worker: Worker;
  marks: Int32Array;
  busy: Map<number, SmtpMail>;
  /** Lines known to have a connection. */
  open: Set<number>;
  opening: Map<number, () => void>;
};

/** The thread must drop an aborted mail within this time, or it is replaced. */
const LET_GO_MS = 5_000;
/** The limit for closing all connections. */
const CLOSE_MS = 2_000;

/**
 * Runs SMTP on a thread of its own: other threads, even a renderer out of memory, can't end a
 * running call. If it dies, mails whose first byte was sent are in doubt and all others refused;
 * the next mail starts a new thread.
 */
export class SmtpThread {
  readonly #relay: Relay;
  readonly #lines: number;
  readonly #onDone: (line: number, outcome: SendOutcome) => void;
  #running: Running | undefined;
  #calls: SmtpCall[] = [];

  /** `onDone` is called once per mail, when its line is free again. */
  constructor(relay: Relay, lines: number, onDone: (line: number, outcome: SendOutcome) => void) {
    this.#relay = relay;
    this.#lines = lines;
    this.#onDone = onDone;
  }

  /** Sends a mail on a free line. Its bytes are transferred if they own their memory. */
  send(line: number, mail: SmtpMail): void {
    this.#running ??= this.#start();
    const { worker, marks, busy } = this.#running;
    Atomics.store(marks, line, MARK.OPEN);
    if (busy.size === 0) worker.ref();
    busy.set(line, mail);
    // Calls of one turn are posted in one message.
    if (this.#calls.push({ ...mail, line }) === 1) queueMicrotask(() => this.#post());
  }

  isOpen(line: number): boolean {
    return this.#running?.open.has(line) === true;
  }

  /** Connects a free line; resolves when it is open or failed to open. */
  open(line: number): Promise<void> {
    this.#running ??= this.#start();
    const running = this.#running;
    return new Promise((resolve) => {
      running.opening.set(line, resolve);
      running.worker.ref();
      running.worker.postMessage({ open: line } satisfies SmtpOrder);
    });
  }

  /** Aborts a mail; true when it is certain that none of it was sent. */
  giveUp(line: number, reason: string): boolean {
    const running = this.#running;
    const mail = running?.busy.get(line);
    if (!running || !mail) return true;
    const isCertain = this.#decide(running, line);
    running.worker.postMessage({ cancel: line, reason } satisfies SmtpOrder);
    setTimeout(() => {
      if (running.busy.get(line) === mail) this.#stop(running, "the SMTP thread hangs");
    }, LET_GO_MS).unref();
    return isCertain;
  }

  /** Closes all connections; only when no mail is running. */
  async close(): Promise<void> {
    const running = this.#running;
    if (!running) return;
    const { worker } = running;
    await new Promise<unknown>((resolve) => {
      worker.ref();
      worker.once("exit", resolve);
      worker.postMessage("close" satisfies SmtpOrder);
      setTimeout(() => resolve(worker.terminate()), CLOSE_MS).unref();
    });
  }

  #start(): Running {
    const marks = new Int32Array(new SharedArrayBuffer(this.#lines * Int32Array.BYTES_PER_ELEMENT));
    const workerData: SmtpSetup = { relay: this.#relay, marks };
    const worker = new Worker(new URL("./worker.ts", import.meta.url), {
      workerData,
      resourceLimits: { maxYoungGenerationSizeMb: MAX_YOUNG_MB },
    });
    const running: Running = {
      worker,
      marks,
      busy: new Map(),
      open: new Set(),
      opening: new Map(),
    };
    worker.on("message", (answers: SmtpAnswer[]) => {
      for (const answer of answers) this.#hear(running, answer);
    });
    worker.on("error", (error) => this.#stop(running, `the SMTP thread failed: ${String(error)}`));
    worker.on("exit", () => this.#stop(running, "the SMTP thread ended"));
    return running;
  }

  #post(): void {
    const mails = this.#calls.map((call) => ({ ...call, raw: ownBytes(call.raw) }));
    this.#calls = [];
    const order = { mails } satisfies SmtpOrder;
    this.#running?.worker.postMessage(
      order,
      mails.map(({ raw }) => raw.buffer),
    );
  }

  /** The first thread to change the mark decides; a mail given up here first is never sent. */
  #decide({ marks }: Running, line: number): boolean {
    return Atomics.compareExchange(marks, line, MARK.OPEN, MARK.GIVEN_UP) !== MARK.BEGUN;
  }

  #hear(running: Running, { line, isOpen, outcome, opened }: SmtpAnswer): void {
    if (isOpen) running.open.add(line);
    else running.open.delete(line);
    if (outcome) this.#settle(running, line, outcome);
    if (opened) this.#endOpening(running, line);
  }

  #settle(running: Running, line: number, outcome: SendOutcome): void {
    if (!running.busy.delete(line)) return;
    this.#rest(running);
    this.#onDone(line, outcome);
  }

  #endOpening(running: Running, line: number): void {
    const done = running.opening.get(line);
    running.opening.delete(line);
    this.#rest(running);
    done?.();
  }

  /** An idle thread does not keep the process alive. */
  #rest({ worker, busy, opening }: Running): void {
    if (busy.size + opening.size === 0) worker.unref();
  }

  #stop(running: Running, reason: string): void {
    if (running === this.#running) {
      this.#running = undefined;
      this.#calls = [];
    }
    void running.worker.terminate();
    running.open.clear();
    for (const line of [...running.opening.keys()]) this.#endOpening(running, line);
    for (const line of [...running.busy.keys()]) {
      const isCertain = this.#decide(running, line);
      this.#settle(
        running,
        line,
        isCertain ? { kind: "refused", reason, retryable: true } : { kind: "unknown", reason },
      );
    }
  }
}

/** Transferable bytes: copied if they share their memory, as Node's short buffers do. */
const ownBytes = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  bytes.buffer instanceof ArrayBuffer && bytes.buffer.byteLength === bytes.byteLength
    ? (bytes as Uint8Array<ArrayBuffer>)
    : new Uint8Array(bytes);
