/** `deliver-now` carries transactional mail past the backlog of `deliver`. */
export const QUEUES = ["work", "deliver-now", "deliver", "feedback"] as const;
export type QueueName = (typeof QUEUES)[number];

/** `delaySeconds` is at most 900, SQS's maximum; fractions are kept or rounded up. */
export type QueueMessage<Body extends object = object> = { body: Body; delaySeconds?: number };

/** A message that failed this often becomes a dead letter. */
export const MAX_RECEIVES = 5;
export const MAX_DELAY_SECONDS = 900;
export const MAX_BODY_BYTES = 256 * 1024;

/**
 * Durable, at least once, unordered. After some failures a message becomes a dead letter. `Bodies`:
 * what each queue carries; `Q`: the queues that this one sends to.
 */
export interface Queue<
  Bodies extends Record<QueueName, object> = Record<QueueName, object>,
  Q extends QueueName = QueueName,
> {
  /** Returns when every message is stored. @throws Unavailable when some may not be */
  send: <N extends Q>(queue: N, messages: QueueMessage<Bodies[N]>[]) => Promise<void>;
}

/** Inspects the queues without receiving. */
export interface Backlog {
  /** Queues with waiting messages and none in flight: work that no consumer takes. */
  stalled: () => Promise<QueueName[]>;
}

/** `sentAt`: when it came onto its queue, or went back there (epoch milliseconds). */
export type DeadLetter = {
  id: string;
  queue: QueueName;
  body: string;
  redriven: number;
  sentAt: number;
};

export interface DeadLetters {
  /** About how many there are. Receives none, so none is hidden from operators. */
  count: () => Promise<number>;
  /** The oldest dead letters, at most `limit`. */
  list: (limit: number) => Promise<DeadLetter[]>;
  /**
   * Puts dead letters back on their queue, except those redriven `upTo` times already. Returns how
   * many went back and how many stay.
   */
  redrive: (options: {
    limit: number;
    upTo: number;
  }) => Promise<{ redriven: number; stuck: number }>;
  /** Puts one dead letter back on its queue; false when there is none with this id. */
  redriveOne: (id: string) => Promise<boolean>;
  /** Deletes one dead letter; false when there is none with this id. */
  drop: (id: string) => Promise<boolean>;
}
