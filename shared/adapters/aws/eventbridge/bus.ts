import { Logger } from "@aws-lambda-powertools/logger";
import { mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import type { Bus, DomainEvent } from "#shared/ports/bus.ts";
import { batches } from "../batches.ts";
import { NO_BUS } from "../names.ts";
import { type CallService, jsonCall } from "../service-call.ts";

/** The source that rules match, next to the event type. */
export const EVENT_SOURCE = "dripstack";
/** Per call: the older limit, which every region supports. */
const CALL_LIMITS = { count: 10, bytes: 250_000 };
const CALL_WIDTH = 5;
const CALL_MS = 5_000;

/** An entry of `PutEvents`; `Time` is in seconds. */
type Entry = {
  EventBusName: string;
  Source: string;
  DetailType: string;
  Time: number;
  Detail: string;
};
type Answer = { FailedEntryCount?: number; Entries?: { ErrorCode?: string }[] };

const logger = new Logger();

/** The `Bus` port on an EventBridge bus, if there is one. Failures are logged, never thrown. */
export class EventBridgeBus implements Bus {
  readonly #call: CallService;
  readonly #name: string;

  constructor(call: CallService, name: string) {
    this.#call = call;
    this.#name = name;
  }

  publish = async (events: DomainEvent[]): Promise<void> => {
    if (this.#name === NO_BUS) return;
    const entries = events.map((event) => this.#entry(event));
    const bytesOf = ({ Detail }: Entry) => Buffer.byteLength(Detail) + 200;
    await mapConcurrently(batches(entries, CALL_LIMITS, bytesOf), CALL_WIDTH, (Entries) =>
      this.#put(Entries),
    );
  };

  #entry({ type, id, at, data }: DomainEvent): Entry {
    return {
      EventBusName: this.#name,
      Source: EVENT_SOURCE,
      DetailType: type,
      Time: at / 1000,
      Detail: JSON.stringify({ id, at, data }),
    };
  }

  async #put(Entries: Entry[]): Promise<void> {
    try {
      const request = jsonCall("AWSEvents.PutEvents", { Entries });
      const { text } = await this.#call({ service: "events", ...request, timeoutMs: CALL_MS });
      const answer = JSON.parse(text) as Answer;
      if (!answer.FailedEntryCount) return;
      const codes = answer.Entries?.flatMap(({ ErrorCode }) => ErrorCode ?? []);
      logger.warn("events were not published", { count: answer.FailedEntryCount, codes });
    } catch (error) {
      logger.warn("events were not published", { count: Entries.length, error: error as Error });
    }
  }
}
