import type { Happening } from "#shared/audience/conditions/index.ts";

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

/** Of data that is kept with the row: what reads many events reads little of each. */
const MAX_COPY_BYTES = 512;
/** Of all that the row takes beside it: with both it is one write unit of DynamoDB (1 KB). */
const MAX_NAMES_BYTES = 360;

/** An event among those of its name. */
export const toHistoryRow = ({ id, name, at, ordinal, data }: EventRow): HistoryRow => ({
  id,
  at,
  ...(ordinal && { ordinal }),
  ...(isSmall({ id, name, data }) && { data }),
});

/**
 * Whether all of an event fits into its row of one write unit. The id is in the key and in the row.
 */
function isSmall({ id, name, data }: Pick<EventRow, "id" | "name" | "data">): boolean {
  if (Buffer.byteLength(JSON.stringify(data)) > MAX_COPY_BYTES) return false;
  return 2 * Buffer.byteLength(JSON.stringify(id)) + 3 * Buffer.byteLength(name) <= MAX_NAMES_BYTES;
}

/** An event as conditions see it. */
export const toHappening = ({ data = {}, ...place }: HistoryRow): Happening => ({ ...place, data });
