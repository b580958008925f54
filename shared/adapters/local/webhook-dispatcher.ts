import type { WebhookDispatcher } from "#shared/ports/webhook-dispatcher.ts";

/** Under way at once: each is a socket, and may last half a minute. */
const MAX_RUNNING = 128;
/** Of requests that wait for their turn; those beyond are lost, which their runs find out and ask again. */
const MAX_WAITING_CHARACTERS = 32_000_000;

/** The `WebhookDispatcher` port within this process: `make` does one request after the decision that asked for it, beside all else. */
export class LocalWebhookDispatcher<Request extends object = object>
  implements WebhookDispatcher<Request>
{
  readonly #make: (request: Request) => Promise<unknown>;
  /** With their lengths, in the order in which they came. */
  readonly #waiting = new Map<Request, number>();
  #characters = 0;
  #running = 0;

  constructor(make: (request: Request) => Promise<unknown>) {
    this.#make = make;
  }

  call = async (requests: Request[]): Promise<void> => {
    for (const request of requests) {
      const { length } = JSON.stringify(request);
      if (this.#characters + length > MAX_WAITING_CHARACTERS) break;
      this.#characters += length;
      this.#waiting.set(request, length);
      this.#next();
    }
  };

  get isBusy(): boolean {
    return this.#running + this.#waiting.size > 0;
  }

  /** Begins no other; what waits is lost. */
  stop(): void {
    this.#waiting.clear();
    this.#characters = 0;
  }

  #next(): void {
    for (const [request, length] of this.#waiting) {
      if (this.#running >= MAX_RUNNING) return;
      this.#waiting.delete(request);
      this.#characters -= length;
      this.#running += 1;
      void this.#run(request);
    }
  }

  async #run(request: Request): Promise<void> {
    try {
      await this.#make(request);
    } catch {
      // The function logged it; no answer comes, so the run asks again.
    }
    this.#running -= 1;
    this.#next();
  }
}
