import type { AttributeValue } from "@aws-sdk/client-dynamodb";

const bytes = (text: string) => Buffer.byteLength(text, "utf8");

/** Of a list or a map, whatever is in it, and of each element of one. */
const CONTAINER_BYTES = 3;
const ELEMENT_BYTES = 1;

/**
 * The size of an item in bytes, as DynamoDB bills it (AWS: "DynamoDB item sizes and formats"):
 * attribute names and values. What a table stores beside it for indexing (100 bytes) counts for
 * storage alone.
 */
export const itemBytes = (item: Record<string, AttributeValue>): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + bytes(name) + valueBytes(value), 0);

function valueBytes(value: AttributeValue): number {
  if (value.S !== undefined) return bytes(value.S);
  if (value.N !== undefined) return numberBytes(value.N);
  if (value.B !== undefined) return value.B.length;
  if (value.BOOL !== undefined || value.NULL !== undefined) return 1;
  if (value.SS) return value.SS.reduce((sum, text) => sum + bytes(text), 0);
  if (value.NS) return value.NS.reduce((sum, text) => sum + numberBytes(text), 0);
  if (value.L) {
    return value.L.reduce((sum, one) => sum + ELEMENT_BYTES + valueBytes(one), CONTAINER_BYTES);
  }
  if (value.M) {
    const elements = Object.keys(value.M).length * ELEMENT_BYTES;
    return CONTAINER_BYTES + elements + itemBytes(value.M);
  }
  throw new Error("an attribute of a kind that is not priced");
}

/** About one byte for two significant digits and one more; zeros at both ends are trimmed. */
function numberBytes(text: string): number {
  const digits = text
    .replace(/e.*$/i, "")
    .replace(/[-+.]/g, "")
    .replace(/^0+|0+$/g, "");
  return Math.ceil(digits.length / 2) + 1;
}
