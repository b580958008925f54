import type { RawClick } from "#shared/messaging/messages/index.ts";

/** A person does not follow two links of a mail within two seconds; a scanner follows them all. */
const BURST_MS = 2_000;
/** More than any reader needs, and little enough to stay in the message's row. */
const MAX_RAW_CLICKS = 20;

/** Each with a verdict: one within {@link BURST_MS} of a click on another link is a machine's. */
export const markBots = (hits: RawClick[]): RawClick[] =>
  hits.map((hit) => ({ ...hit, machine: hit.machine || isInBurst(hit, hits) }));

const isInBurst = ({ at, link }: RawClick, hits: RawClick[]) =>
  hits.some((other) => other.link !== link && Math.abs(other.at - at) <= BURST_MS);

/** The first time that a person followed each link, as far as that can be told by `now`. */
export function findHumanClicks(hits: RawClick[], now: number): RawClick[] {
  const human = markBots(hits)
    .filter(({ machine, at }) => !machine && at < now - BURST_MS)
    .toSorted((a, b) => a.at - b.at);
  return human.filter(({ link }, i) => human.findIndex((hit) => hit.link === link) === i);
}

/**
 * The hits with one more; the same hits when it is known. When there are too many, what tells
 * least goes: a machine's, or a link that a person followed before. Verdicts are kept then, for
 * they depend on what goes.
 */
export function addRawClick(hits: RawClick[], hit: RawClick): RawClick[] {
  if (hits.some(({ at, link }) => at === hit.at && link === hit.link)) return hits;
  const all = [...hits, hit];
  if (all.length <= MAX_RAW_CLICKS) return all;
  const judged = markBots(all);
  const known = ({ link }: RawClick, before: RawClick[]) =>
    before.some((other) => other.link === link && !other.machine);
  const spare = judged.findIndex((one, i) => one.machine || known(one, judged.slice(0, i)));
  return spare === -1 ? hits : judged.toSpliced(spare, 1);
}
