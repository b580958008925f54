/** `deliver-now` carries transactional mail past the backlog of `deliver`. */
export const QUEUES = ["work", "deliver-now", "deliver", "feedback"] as const;
export type QueueName = (typeof QUEUES)[number];

/** `delaySeconds` is at most 900, the longest that SQS knows; a fraction is kept or rounded up. */
export type QueueMessage<Body extends object = object> = { body: Body; delaySeconds?: number };

export const MAX_DELAY_SECONDS = 900;
export const MAX_BODY_BYTES = 256 * 1024;

/**
 * Durable, at least once, in no promised order. After some failures a message becomes a dead
 * letter. `Bodies` says what each queue carries; of those, this one sends to `Q`.
 */
export interface Queue<
  Bodies extends Record<QueueName, object> = Record<QueueName, object>,
  Q extends QueueName = QueueName,
> {
  /** Returns when every message is stored. @throws Unavailable when some may not be */
  send: <N extends Q>(queue: N, messages: QueueMessage<Bodies[N]>[]) => Promise<void>;
}

/** A look at what lies on the queues, which takes nothing. */
export interface Backlog {
  /** The queues on which messages lie while none of theirs is under way: work that nobody takes. */
  stalled: () => Promise<QueueName[]>;
}

export type DeadLetter = { id: string; queue: QueueName; body: string; redriven: number };

export interface DeadLetters {
  /**
   * About how many there are: none is received, so that asking hides none from those who work on
   * them.
   */
  count: () => Promise<number>;
  /** The oldest dead letters, at most `limit`. */
  list: (limit: number) => Promise<DeadLetter[]>;
  /**
   * Puts dead letters back on the queue they came from, except those already put back `upTo` times.
   * Returns how many went back and how many stay.
   */
  redrive: (options: {
    limit: number;
    upTo: number;
  }) => Promise<{ redriven: number; stuck: number }>;
}
