import {
  ConditionalCheckFailedException,
  TransactionCanceledException,
} from "@aws-sdk/client-dynamodb";
import { Defect, RowConflict, Unavailable } from "#shared/kernel/errors.ts";
import type { Write } from "#shared/ports/table.ts";
import { keyOf } from "#shared/ports/table-limits.ts";
import { meaningOf } from "../call-errors.ts";
import type { Attributes } from "./rows.ts";

const conflict = (write: Write) => new RowConflict(keyOf(write));
/** Only we know the token: this very write was done and its answer was lost. */
const isOurs = (row: Attributes | undefined, writer: string) => row?.writer?.S === writer;

/** The error of a failed single write; `undefined` when the write had been done after all. */
export function errorOfWrite(error: unknown, write: Write, writer: string): Error | undefined {
  if (!(error instanceof ConditionalCheckFailedException)) return meaningOf("DynamoDB", error);
  return isOurs(error.Item, writer) ? undefined : conflict(write);
}

/** The same for a transaction: one row with our token proves that all of it was done. */
export function errorOfTransaction(
  error: unknown,
  writes: Write[],
  writer: string,
): Error | undefined {
  if (!(error instanceof TransactionCanceledException)) return meaningOf("DynamoDB", error);
  const reasons = error.CancellationReasons ?? [];
  const failed = reasons.flatMap(({ Code, Item }, i) =>
    Code === "ConditionalCheckFailed" ? [{ row: Item, write: writes[i]! }] : [],
  );
  if (failed.some(({ row }) => isOurs(row, writer))) return undefined;
  if (failed[0]) return conflict(failed[0].write);
  const codes = reasons.map(({ Code }) => Code).filter((code) => code && code !== "None");
  if (codes.includes("ValidationError") || codes.includes("ItemCollectionSizeLimitExceeded")) {
    return new Defect(`DynamoDB refused a transaction: ${codes}`, { cause: error });
  }
  return new Unavailable(`DynamoDB did not complete a transaction: ${codes}`, { cause: error });
}

/** A concurrent transaction holds one of our rows, for milliseconds. */
export function isContention(error: unknown): boolean {
  if ((error as Error).name === "TransactionConflictException") return true;
  if (!(error instanceof TransactionCanceledException)) return false;
  const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? "None");
  return (
    codes.includes("TransactionConflict") &&
    codes.every((code) => code === "None" || code === "TransactionConflict")
  );
}
