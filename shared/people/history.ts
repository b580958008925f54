import type { Happening } from "#shared/conditions/index.ts";

/** Something that a person did, as it is stored (instants are epoch milliseconds). */
export type EventRow = {
  id: string;
  name: string;
  at: number;
  /** Its place among what happened in that millisecond (`ordinalOf`), 0 where it is left out. */
  ordinal?: number | undefined;
  data: Record<string, unknown>;
  /** How many sequences set each other off in a row until this happened; absent where somebody posted it. */
  hops?: number;
};

/**
 * Row `d#name#at#id`: an event among those of its name. Without `data` where that is large: its own
 * row has it.
 */
export type HistoryRow = Pick<EventRow, "id" | "at" | "ordinal"> & Partial<Pick<EventRow, "data">>;

/** With this much data the row still takes one write unit of DynamoDB (1 KB). */
const MAX_COPY_BYTES = 512;

/** An event among those of its name. */
export const toHistoryRow = ({ id, at, ordinal, data }: EventRow): HistoryRow => ({
  id,
  at,
  ...(ordinal && { ordinal }),
  ...(Buffer.byteLength(JSON.stringify(data)) <= MAX_COPY_BYTES && { data }),
});

/** An event as conditions see it. */
export const toHappening = ({ data = {}, ...place }: HistoryRow): Happening => ({ ...place, data });
