import { Logger } from "@aws-lambda-powertools/logger";
import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from "@aws-sdk/client-eventbridge";
import type { Bus, DomainEvent } from "#shared/ports/bus.ts";
import { batches, mapConcurrently } from "./batches.ts";
import { NO_BUS } from "./names.ts";

/** What rules match on, beside the type of the event. */
export const EVENT_SOURCE = "dripstack";
/** Of one call; the older limit, which every region takes. */
const CALL_LIMITS = { count: 10, bytes: 250_000 };
const CALL_WIDTH = 5;

const logger = new Logger();

/** The `Bus` port on an EventBridge bus, if there is one. What it does not take is logged, never thrown. */
export class EventBridgeBus implements Bus {
  readonly #client: EventBridgeClient;
  readonly #name: string;

  constructor(client: EventBridgeClient, name: string) {
    this.#client = client;
    this.#name = name;
  }

  publish = async (events: DomainEvent[]): Promise<void> => {
    if (this.#name === NO_BUS) return;
    const entries = events.map((event) => this.#entry(event));
    const bytesOf = ({ Detail }: PutEventsRequestEntry) => Buffer.byteLength(Detail!) + 200;
    await mapConcurrently(batches(entries, CALL_LIMITS, bytesOf), CALL_WIDTH, (Entries) =>
      this.#put(Entries),
    );
  };

  #entry({ type, id, at, data }: DomainEvent): PutEventsRequestEntry {
    return {
      EventBusName: this.#name,
      Source: EVENT_SOURCE,
      DetailType: type,
      Time: new Date(at),
      Detail: JSON.stringify({ id, at, data }),
    };
  }

  async #put(Entries: PutEventsRequestEntry[]): Promise<void> {
    try {
      const answer = await this.#client.send(new PutEventsCommand({ Entries }));
      if (!answer.FailedEntryCount) return;
      const codes = answer.Entries?.flatMap(({ ErrorCode }) => ErrorCode ?? []);
      logger.warn("events were not published", { count: answer.FailedEntryCount, codes });
    } catch (error) {
      logger.warn("events were not published", { count: Entries.length, error: error as Error });
    }
  }
}
