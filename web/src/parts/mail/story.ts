import { textOf } from "../../text/text-of.ts";
/** What the API tells of a message, as far as its story needs it. */
export type Told = {
  at: string;
  facts: Record<string, string>;
  clicks?: { at: string; link?: string }[];
  heldUntil?: string;
};
type Chapter = { fact: string; at: string; link?: string };

/**
 * What happened to a message, earliest first; a message that waits ends with its next try. Of the
 * click it tells each link instead, where those are known.
 */
export function storyOf({ at, facts, clicks = [], heldUntil }: Told): Chapter[] {
  const told = Object.entries(facts)
    .filter(([fact]) => fact !== "clickedAt" || clicks.length === 0)
    .map(([fact, when]): Chapter => ({ fact, at: when }));
  const followed = clicks.map((click): Chapter => ({ fact: "clickedAt", ...click }));
  const past = [...told, ...followed].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return [
    { fact: "decided", at },
    ...past,
    ...(heldUntil === undefined ? [] : [{ fact: "heldUntil", at: heldUntil }]),
  ];
}

/** A reason in the viewer's words where it is one of ours; a provider's own stays as it is. */
export const reasonText = (reasons: Record<string, string>, reason: string): string =>
  textOf(reasons, reason) ?? reason;
