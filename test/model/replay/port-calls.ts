import type { Range, Write } from "#shared/ports/table.ts";
import type { Step, Worker } from "../state.ts";

/** The port calls at which a worker is stopped; whatever else it calls passes. */
export type PortCall =
  | "read"
  | "packs"
  | "decide"
  | "claim"
  | "row"
  | "outcome"
  | "queue"
  | "call"
  | "ask";

/**
 * What a call of a port is to the protocol, by its table, the kind of its rows and what it does
 * with them.
 */
export function portCallOf(port: string, name: string, args: unknown[], job: Worker["job"]) {
  if (port === "mailer") return name === "find" ? "ask" : "call";
  if (port === "queue") return String(args[0]).startsWith("deliver") ? "queue" : undefined;
  if (port !== "table") return undefined;
  if (name === "write" || name === "writeEach") return kindOfWrites(args[0] as Write[]);
  // The history of a name is read by a range too; that of the person begins with their profile.
  if (name === "query" && args[0] === "people") {
    return (args[2] as Range & { from?: string }).from === "a" ? "read" : undefined;
  }
  // A look first peeks at its mail's row: that is the beginning of its read.
  const { table, sk = "" } = (args[0] ?? {}) as { table?: string; sk?: string };
  if (name === "get" && job === "look" && table === "people" && sk.startsWith("c#")) return "read";
  // What a batch noted belongs to the read of the person, except in a look, where it is judged by
  // itself.
  const isOutcome = name === "get" && (args[0] as { pk: string }).pk.startsWith("o#");
  return isOutcome && job === "look" ? "outcome" : undefined;
}

function kindOfWrites(writes: Write[]): PortCall | undefined {
  const kinds = writes.map((write): PortCall | undefined => {
    const { table, sk } = "put" in write ? write.put : write.delete;
    const data = ("put" in write ? write.data : {}) as { status?: string };
    if (table === "due" && "references" in data) return "packs";
    if (table === "due" && "accepted" in data) return "outcome";
    if (table !== "people") return undefined;
    if (sk.startsWith("b#")) return "decide";
    if (!sk.startsWith("c#")) return undefined;
    return data.status === "sending" ? "claim" : "row";
  });
  return kinds.find((kind) => kind !== undefined);
}

/** The call by which a step of the model shows in the code. */
export const PORT_CALL_OF: Record<Step, PortCall | undefined> = {
  nothing: undefined,
  "write packs": "packs",
  decide: "decide",
  "queue mails": "queue",
  drop: "row",
  "pack hold": "packs",
  hold: "row",
  "queue held": "queue",
  claim: "claim",
  check: "read",
  call: "call",
  "note acceptance": "row",
  "give up": "row",
  refuse: "row",
  "pack return": "packs",
  return: "row",
  "read outcome": "outcome",
  "ask mailer": "ask",
  "write sent": "row",
  "write unknown": "row",
  "pack retry": "packs",
  "hold retry": "row",
  "queue again": "queue",
};
