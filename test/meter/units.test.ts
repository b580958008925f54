import { expect, test } from "vitest";
import { isMet } from "./conditions.ts";
import { itemBytes } from "./item-size.ts";
import { queryRows } from "./query-rows.ts";
import { chunks, readUnits, transactionUnits, writeUnits } from "./units.ts";

const KB = 1024;

test("an item is as large as its names and values in UTF-8", () => {
  // "A multi-byte name and value": ä is two bytes.
  expect(itemBytes({ pk: { S: "a" }, ä: { S: "ä€" } })).toBe(3 + 2 + 5);
  expect(itemBytes({ b: { B: new Uint8Array(10) } })).toBe(11);
  expect(itemBytes({ yes: { BOOL: true }, no: { NULL: true } })).toBe(4 + 3);
});

test.each([
  ["0", 1],
  ["1", 2],
  ["27", 2],
  ["-27", 2],
  ["1000", 2],
  ["0.0012", 2],
  ["461", 3],
  ["1772452800123", 8],
  ["12345678901234567890123456789012345678", 20],
])("the number %s takes about a byte for two significant digits, and one", (text, size) => {
  expect(itemBytes({ n: { N: text } })).toBe(1 + size);
});

test("a list or map has three bytes, and one for each element", () => {
  expect(itemBytes({ l: { L: [] } })).toBe(1 + 3);
  expect(itemBytes({ l: { L: [{ S: "abc" }, { N: "1" }] } })).toBe(1 + 3 + 2 + 3 + 2);
  expect(itemBytes({ m: { M: { a: { S: "xy" } } } })).toBe(1 + 3 + 1 + 1 + 2);
});

/**
 * The examples of "DynamoDB read and write operations" and "DynamoDB provisioned capacity mode".
 */
test("reads are billed by four kilobytes, eventual ones by half", () => {
  expect(readUnits(8 * KB, true)).toBe(2);
  expect(readUnits(8 * KB, false)).toBe(1);
  expect(readUnits(3.5 * KB, true)).toBe(1);
  expect(readUnits(10 * KB, true)).toBe(3);
  expect(readUnits(0, true)).toBe(1);
  expect(readUnits(0, false)).toBe(0.5);
});

test("a query rounds the sum of what it read, a batch get each item", () => {
  // "if your query returns 10 items whose combined size is 40.8 KB, … 44 KB".
  expect(readUnits(40.8 * KB, true)).toBe(11);
  // "a 1.5 KB item and a 6.5 KB item … 12 KB (4 KB + 8 KB), not 8 KB".
  expect(readUnits(1.5 * KB, true) + readUnits(6.5 * KB, true)).toBe(3);
});

test("writes are billed by the kilobyte, by the larger of before and after", () => {
  expect(writeUnits(0, 512)).toBe(1);
  expect(writeUnits(0, 1.5 * KB)).toBe(2);
  expect(writeUnits(0, 2 * KB)).toBe(2);
  expect(writeUnits(3.2 * KB, 100)).toBe(4);
  expect(writeUnits(0, 0)).toBe(1);
});

test("a transaction takes twice the units", () => {
  expect(transactionUnits(0, 2 * KB)).toBe(4);
  expect(transactionUnits(0, 500)).toBe(2);
});

test("a payload of queues and topics is billed by 64 KB", () => {
  expect(chunks(1)).toBe(1);
  expect(chunks(64 * KB)).toBe(1);
  expect(chunks(64 * KB + 1)).toBe(2);
  expect(chunks(256 * KB)).toBe(4);
});

test("conditions are judged as DynamoDB does, AND before OR", () => {
  const item = { pk: { S: "a" }, version: { N: "3" }, expiresMs: { N: "50" } };
  const values = { ":now": { N: "100" }, ":v": { N: "3" } };
  const names = { "#version": "version" };
  const alive = "(attribute_not_exists(expiresMs) OR expiresMs > :now)";
  expect(isMet("attribute_not_exists(pk) OR expiresMs <= :now", item, {}, values)).toBe(true);
  expect(isMet("attribute_not_exists(pk)", undefined, {}, values)).toBe(true);
  expect(isMet(`#version = :v AND ${alive}`, item, names, values)).toBe(false);
  expect(isMet("#version = :v", item, names, values)).toBe(true);
  expect(isMet("#version = :v", undefined, names, values)).toBe(false);
  expect(() => isMet("size(pk) > :v", item, names, values)).toThrow();
});

test.each([
  [1, ["a"], "a"],
  [2, ["a", "b"], "b"],
  [3, ["a", "b"], undefined],
])("a page of at most %s of two rows ends with a key when it is full", (Limit, found, last) => {
  const rows = ["a", "b"].map((sk) => ({ sk, item: { pk: { S: "p" }, sk: { S: sk } }, bytes: 4 }));
  const { answer } = queryRows(rows, { TableName: "people", Limit });
  expect(answer).toEqual({
    Items: rows.filter(({ sk }) => found.includes(sk)).map(({ item }) => item),
    LastEvaluatedKey: last && { pk: { S: "p" }, sk: { S: last } },
  });
});
