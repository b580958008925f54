import type { Expect, Write } from "#shared/ports/table.ts";
import type { Call, Reply } from "./calls.ts";
import { keyOf, type Model } from "./model.ts";
import { extremes, refusals } from "./refusals.ts";

const KEY = { table: "people", pk: "p", sk: "a" } as const;
const nameOf = (expect: Expect) => {
  if (typeof expect === "number") return "a version";
  return typeof expect === "object" ? "one below" : expect;
};
const isError = (reply: unknown) => typeof reply === "object" && reply !== null && "error" in reply;

/** What a call met, seen from `before` it. */
export function labelsOf(call: Call, reply: Reply, before: Model): string[] {
  if (isError(reply) && !reply.error.startsWith("Conflict")) return [];
  switch (call.op) {
    case "get":
      return [`get ${stateOf(before, call.key)}`];
    case "getMany":
      return call.keys.map((key) => `getMany ${stateOf(before, key)}`);
    case "query":
      return queryLabels(call, reply as { value: object[] });
    case "add":
      return [`add to ${stateOf(before, call.key)}${standOf(before, call)}`];
    case "writeEach": {
      const replies = (reply as { value: (Reply | undefined)[] }).value;
      return call.writes.map((write, i) => writeLabel("writeEach", write, replies[i], before));
    }
    case "write":
      if (call.writes.length > 1) return [wholeLabel(call, reply, before)];
      return [writeLabel("write", call.writes[0]!, reply, before)];
  }
}

function stateOf(model: Model, key: ReturnType<typeof keyOf>): string {
  const row = model.row(key);
  if (!row) return "no row";
  return model.isAlive(row) ? "a row" : "an expired row";
}

/** Where the field stands that counts on from somewhere. */
function standOf(model: Model, { key, fields, from }: Call & { op: "add" }): string {
  const row = model.row(key);
  if (from === undefined || !row || !model.isAlive(row)) return from === undefined ? "" : " from";
  const [stood] = Object.keys(fields).map((name) => (row.data as Record<string, number>)[name]);
  if (stood === undefined) return " from, with no field";
  return stood < from ? " from above" : " from below";
}

function writeLabel(op: string, write: Write, reply: Reply | undefined, before: Model): string {
  const kind = "put" in write ? "put" : "delete";
  const isMet = before.isMet(keyOf(write), write.expect);
  if (!isMet && !isError(reply)) return `${op} again, done before`;
  const state = stateOf(before, keyOf(write));
  const end = isError(reply) ? "Conflict" : "done";
  return `${op}: ${kind} ${state}, expecting ${nameOf(write.expect)}: ${end}`;
}

function wholeLabel({ writes }: Call & { op: "write" }, reply: Reply, before: Model): string {
  const failed = writes.find((write) => !before.isMet(keyOf(write), write.expect));
  if (!failed) return "write of several: done";
  if (!isError(reply)) return "write of several again, done before";
  return `write of several: Conflict of ${"put" in failed ? "a put" : "a delete"}`;
}

function queryLabels({ range, options }: Call & { op: "query" }, { value }: { value: object[] }) {
  const way = options.reverse ? "backwards" : "forwards";
  const [from, to] = "prefix" in range ? [] : [range.from, range.to];
  const kind = "prefix" in range ? "a prefix" : `${from ? "from" : "open"}-${to ? "to" : "open"}`;
  return [
    `query ${kind} ${way}`,
    ...(options.after === undefined ? [] : [`query behind a place ${way}`]),
    ...(value.length > (options.limit ?? 1000) ? ["query of several pages"] : []),
    ...(value.length === 0 ? ["query of nothing"] : []),
  ];
}

/** What can come of a write: the row that it meets, what it expects, and how it ends. */
const ENDS = [
  "no row, expecting absent: done",
  "no row, expecting any: done",
  "no row, expecting a version: Conflict",
  "no row, expecting one below: done",
  "a row, expecting absent: Conflict",
  "a row, expecting any: done",
  "a row, expecting a version: done",
  "a row, expecting a version: Conflict",
  "a row, expecting one below: done",
  "a row, expecting one below: Conflict",
  "an expired row, expecting absent: done",
  "an expired row, expecting any: done",
  "an expired row, expecting a version: Conflict",
  "an expired row, expecting one below: done",
];
const STATES = ["no row", "a row", "an expired row"];
const KINDS = ["a prefix", "from-to", "from-open", "open-to", "open-open"];
const WAYS = ["forwards", "backwards"];
const RUSHES = [
  "additions",
  "stretches of a line",
  "single writes",
  "writes each",
  "whole writes",
  "deletes",
];

/** Everything that has to be met before two stores may be called equal. */
export const REQUIRED: string[] = [
  ...["get", "getMany", "add to"].flatMap((op) => STATES.map((state) => `${op} ${state}`)),
  ...STATES.filter((state) => state !== "a row").map((state) => `add to ${state} from`),
  ...["with no field", "above", "below"].map((stand) =>
    stand === "with no field" ? `add to a row from, ${stand}` : `add to a row from ${stand}`,
  ),
  ...KINDS.flatMap((kind) => WAYS.map((way) => `query ${kind} ${way}`)),
  ...WAYS.map((way) => `query behind a place ${way}`),
  "query of several pages",
  "query of nothing",
  ...["write", "writeEach"].flatMap((op) =>
    ["put", "delete"].flatMap((kind) => ENDS.map((end) => `${op}: ${kind} ${end}`)),
  ),
  "write again, done before",
  "writeEach again, done before",
  "write of several: done",
  "write of several: Conflict of a put",
  "write of several: Conflict of a delete",
  "write of several again, done before",
  ...RUSHES.map((about) => `a rush of ${about}`),
  "a rush that one of many won",
  ...[...refusals(KEY, KEY), ...extremes].map(([about]) => about),
];
