import type { Bus, DomainEvent } from "#shared/ports/bus.ts";

/** The `Bus` port within the process. */
export class LocalBus implements Bus {
  readonly #subscribers = new Set<(event: DomainEvent) => void>();

  /** Returns a function that ends the subscription. */
  subscribe(subscriber: (event: DomainEvent) => void): () => void {
    this.#subscribers.add(subscriber);
    return () => this.#subscribers.delete(subscriber);
  }

  publish = async (events: DomainEvent[]): Promise<void> => {
    for (const event of events) {
      for (const subscriber of this.#subscribers) {
        try {
          subscriber(event);
        } catch {
          // A subscriber's error must not reach the engine.
        }
      }
    }
  };
}
