import type { TableName } from "#shared/ports/table.ts";
import { sharesFor } from "./causes.ts";
import type { Invocation } from "./invocation.ts";
import type { Shares } from "./ledger.ts";

/** A row, by its key. */
export type Place = { table: TableName; pk: string; sk: string };

/** By how `sk` begins (docs/design.md, Data). */
const PEOPLE: Record<string, string> = {
  a: "profile",
  b: "enrollment",
  c: "message",
  d: "history",
  e: "event",
  f: "consent",
  g: "guard",
  h: "ended run",
  k: "ending",
};

/** What sort of row it is; a message's first row is its claim, later ones are what became of it. */
export function kindOf({ table, pk, sk }: Place, by: string): string {
  if (table === "people") {
    const kind = PEOPLE[sk[0]!] ?? "person";
    return kind === "message" && by === "deliver" ? "claim" : kind;
  }
  if (table === "due") return pk.startsWith("o#") ? "outcome" : pk === "cursor" ? pk : "pack";
  if (table === "index") return pk.includes("#seq#") ? "member" : "name";
  if (table === "keys") return "key";
  if (table === "library") return sk.split("#")[0]!;
  if (table === "rate") return pk.split("#")[0]!;
  return "counts";
}

/** What `react` touches only to store an event, or for contacts who come and go. */
const OF_ENTERING = new Set(["profile", "event", "history", "guard", "name", "member", "key"]);
const OF_MAIL = new Set(["enrollment", "pack", "outcome", "counts", "lane", "stated", "second"]);

/**
 * What a read or write of that row is for. A row has its purpose, wherever it is met; the rest is
 * for the contact that the work was for, and rows of no contact follow the invocation.
 */
export function purposeOf(kind: string, { pk }: Place, invocation: Invocation): Shares {
  const { by, shares, causes } = invocation;
  if (by !== "react" && by !== "feedback") return shares;
  if (by === "react" && OF_ENTERING.has(kind)) return { enter: 1 };
  if (OF_MAIL.has(kind)) return { mail: 1 };
  const own = causes.get(pk.split("#")[1] ?? "");
  // A contact who enters gets their first mail: the read that decides it is the mail's.
  if (own?.has("enter")) return { mail: 1 };
  return sharesFor(own) ?? shares;
}
