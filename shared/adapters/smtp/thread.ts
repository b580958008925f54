import { Worker } from "node:worker_threads";
import type { SendOutcome } from "#shared/ports/mailer.ts";
import type { SmtpMail } from "./line.ts";
import type { Relay } from "./relay.ts";
import { MARK, type SmtpAnswer, type SmtpCall, type SmtpOrder, type SmtpSetup } from "./worker.ts";

/** Mails pass through: V8 would keep over a hundred megabytes of them. */
const MAX_YOUNG_MB = 16;

type Running = {
  worker: Worker;
  marks: Int32Array;
  busy: Map<number, SmtpMail>;
  /** Lines that have a connection, as far as is known here. */
  open: Set<number>;
  opening: Map<number, () => void>;
};

/** How long the thread may take to let go of a mail that was given up, before it is replaced. */
const LET_GO_MS = 5_000;
/** For all connections to be left. */
const CLOSE_MS = 2_000;

/**
 * Mails handed to a thread that does nothing but SMTP: what else runs on other threads, a renderer that runs out of
 * memory too, ends no call under way. When this one dies, a mail whose first byte was sent is in doubt and the others
 * were refused; the next mail starts another thread.
 */
export class SmtpThread {
  readonly #relay: Relay;
  readonly #lines: number;
  readonly #onDone: (line: number, outcome: SendOutcome) => void;
  #running: Running | undefined;
  #calls: SmtpCall[] = [];

  /** `onDone` is called once for each mail that was sent, when its line is free again. */
  constructor(relay: Relay, lines: number, onDone: (line: number, outcome: SendOutcome) => void) {
    this.#relay = relay;
    this.#lines = lines;
    this.#onDone = onDone;
  }

  /** Sends a mail on a line that is free. Its bytes go over to the thread where they own their memory. */
  send(line: number, mail: SmtpMail): void {
    this.#running ??= this.#start();
    const { worker, marks, busy } = this.#running;
    Atomics.store(marks, line, MARK.OPEN);
    if (busy.size === 0) worker.ref();
    busy.set(line, mail);
    // What is asked for in one go is handed over in one message.
    if (this.#calls.push({ ...mail, line }) === 1) queueMicrotask(() => this.#handOver());
  }

  isOpen(line: number): boolean {
    return this.#running?.open.has(line) === true;
  }

  /** Connects a free line; resolves once it is open, or can't be opened. */
  open(line: number): Promise<void> {
    this.#running ??= this.#start();
    const running = this.#running;
    return new Promise((resolve) => {
      running.opening.set(line, resolve);
      running.worker.ref();
      running.worker.postMessage({ open: line } satisfies SmtpOrder);
    });
  }

  /** Stops waiting for a mail's answer, and its connection; true when it is certain that none of it was sent. */
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

  /** Leaves the relay, when no mail is under way. */
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

  #handOver(): void {
    const mails = this.#calls.map((call) => ({ ...call, raw: ownBytes(call.raw) }));
    this.#calls = [];
    const order = { mails } satisfies SmtpOrder;
    this.#running?.worker.postMessage(
      order,
      mails.map(({ raw }) => raw.buffer),
    );
  }

  /** Whoever changes the mark first has decided: afterwards nothing of the mail is sent that was not begun. */
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

  /** A thread with nothing under way does not keep the process alive. */
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

/** Bytes that can go over to another thread: copied where they share their memory, as short buffers of Node do. */
const ownBytes = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  bytes.buffer instanceof ArrayBuffer && bytes.buffer.byteLength === bytes.byteLength
    ? (bytes as Uint8Array<ArrayBuffer>)
    : new Uint8Array(bytes);
