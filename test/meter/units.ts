const KB = 1024;
const CHUNK_BYTES = 64 * KB;

/**
 * Write units of one item (AWS: "DynamoDB read and write operations"): a kilobyte each, by the
 * larger of the item before and after. The same for a delete, for nothing deleted, and for a write
 * whose condition failed.
 */
export const writeUnits = (beforeBytes: number, afterBytes: number): number =>
  Math.max(1, Math.ceil(Math.max(beforeBytes, afterBytes) / KB));

/** In a transaction an item is prepared and committed: twice the units. */
export const transactionUnits = (beforeBytes: number, afterBytes: number): number =>
  2 * writeUnits(beforeBytes, afterBytes);

/**
 * Read units of a get, of each item of a batch get, or of all that a page of a query looked at
 * together: four kilobytes each, half of that when read eventually; at least one, also where
 * nothing was found.
 */
export const readUnits = (bytes: number, isConsistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / (4 * KB))) * (isConsistent ? 1 : 0.5);

/** Requests that a payload of SQS, SNS or EventBridge is billed as: one for each 64 KB. */
export const chunks = (bytes: number): number => Math.max(1, Math.ceil(bytes / CHUNK_BYTES));
