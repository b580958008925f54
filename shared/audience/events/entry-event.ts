/**
 * What made a run start; `data` is left out when it is too large to be kept with the run: the
 * event's own row has it.
 */
export type EntryEvent = {
  event: string;
  id: string;
  at: number;
  ordinal?: number | undefined;
  data?: Record<string, unknown>;
  hops?: number;
};

/**
 * The event of an instant that brought a run there; its `id` is a mail's where the event is about
 * one.
 */
export type Cause = { id: string; ordinal?: number | undefined };
