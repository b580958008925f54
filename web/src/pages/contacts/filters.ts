import { oneOf, text } from "../../app/search.ts";

export const FLAGS = ["true", "false"] as const;
export const SUPPRESSED = [
  "true",
  "false",
  "complaint",
  "unsubscribe",
  "hard-bounce",
  "manual",
] as const;
export const KINDS = ["event", "decision", "message", "consent"] as const;

/** What the list shows; it stands in its address. */
export type Filters = {
  q?: string | undefined;
  segment?: string | undefined;
  subscribed?: (typeof FLAGS)[number] | undefined;
  suppressed?: (typeof SUPPRESSED)[number] | undefined;
  peek?: string | undefined;
};

export const readFilters = (search: Record<string, unknown>): Filters => ({
  q: text(search.q),
  segment: text(search.segment),
  subscribed: oneOf(FLAGS, search.subscribed),
  suppressed: oneOf(SUPPRESSED, search.suppressed),
  peek: text(search.peek),
});

/** What a contact's page shows of its timeline, and the mail beside it. */
export type ContactSearch = {
  kind?: (typeof KINDS)[number] | undefined;
  sequence?: string | undefined;
  mail?: string | undefined;
};

export const readContactSearch = (search: Record<string, unknown>): ContactSearch => ({
  kind: oneOf(KINDS, search.kind),
  sequence: text(search.sequence),
  mail: text(search.mail),
});

/** The filters that are set, as the API takes them. */
export function queryOf({ peek: _, ...filters }: Filters) {
  const set = Object.entries(filters).filter(([, value]) => value !== undefined);
  return Object.fromEntries(set) as { [K in keyof typeof filters]?: NonNullable<Filters[K]> };
}
