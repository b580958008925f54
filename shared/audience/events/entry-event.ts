/** The event that started a run; large `data` is omitted: the event's own row has it. */
export type EntryEvent = {
  event: string;
  id: string;
  at: number;
  ordinal?: number | undefined;
  data?: Record<string, unknown>;
  cascade?: number;
};

/** The event that moved a run at an instant; for a message event, `id` is the message's. */
export type Cause = { id: string; ordinal?: number | undefined };
