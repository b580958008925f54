import type { ContactEvent } from "#shared/audience/conditions/index.ts";

/** A contact's event as stored (instants in epoch milliseconds). */
export type EventRow = {
  id: string;
  name: string;
  at: number;
  /** Its order within the millisecond (`ordinalOf`), default 0. */
  ordinal?: number | undefined;
  data: Record<string, unknown>;
  /**
   * Cascade count: how many sequences triggered each other before it; absent for a posted event.
   */
  cascade?: number;
};

/** Row `d#name#at#id`: an event in its name's history; large `data` is in its `e#` row. */
export type HistoryRow = Pick<EventRow, "id" | "at" | "ordinal"> & Partial<Pick<EventRow, "data">>;

/** Data up to this size is stored with the row: queries of many events read little of each. */
const MAX_COPY_BYTES = 512;
/** Id and name may take this much, so that the row is one write unit of DynamoDB (1 KB). */
const MAX_NAMES_BYTES = 360;

export const toHistoryRow = ({ id, name, at, ordinal, data }: EventRow): HistoryRow => ({
  id,
  at,
  ...(ordinal && { ordinal }),
  ...(isSmall({ id, name, data }) && { data }),
});

/** Whether an event fits one write unit. The id is in the key and in the row. */
function isSmall({ id, name, data }: Pick<EventRow, "id" | "name" | "data">): boolean {
  if (Buffer.byteLength(JSON.stringify(data)) > MAX_COPY_BYTES) return false;
  return 2 * Buffer.byteLength(JSON.stringify(id)) + 3 * Buffer.byteLength(name) <= MAX_NAMES_BYTES;
}

export const toContactEvent = ({ data = {}, ...position }: HistoryRow): ContactEvent => ({
  ...position,
  data,
});
