import type { WebhookDispatcher } from "#shared/ports/webhook-dispatcher.ts";

/** Concurrent requests: each is a socket for up to half a minute. */
const MAX_RUNNING = 128;
/** The limit of queued requests; further ones are lost, and their runs retry them. */
const MAX_WAITING_CHARACTERS = 32_000_000;

/**
 * The `WebhookDispatcher` port within this process: `make` performs one request after its decision,
 * concurrently with other work.
 */
export class LocalWebhookDispatcher<Request extends object = object>
  implements WebhookDispatcher<Request>
{
  readonly #make: (request: Request) => Promise<unknown>;
  /** With their lengths, in order of arrival. */
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

  /** Starts no more requests; queued ones are lost. */
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
      // Already logged; without an answer the run retries.
    }
    this.#running -= 1;
    this.#next();
  }
}
