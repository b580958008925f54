import type { StoredClick } from "#shared/messaging/messages/index.ts";

/** A reader does not follow two links within two seconds; a scanner follows them all. */
const BURST_MS = 2_000;
/** More than a reader needs, and small enough for the message's row. */
const MAX_RAW_CLICKS = 20;

/** Marks clicks within {@link BURST_MS} of a click on another link as a machine's. */
export const markBots = (clicks: StoredClick[]): StoredClick[] =>
  clicks.map((click) => ({ ...click, machine: click.machine || isInBurst(click, clicks) }));

const isInBurst = ({ at, link }: StoredClick, clicks: StoredClick[]) =>
  clicks.some((other) => other.link !== link && Math.abs(other.at - at) <= BURST_MS);

/** The first human click on each link, as far as known by `now`. */
export function findHumanClicks(clicks: StoredClick[], now: number): StoredClick[] {
  const human = markBots(clicks)
    .filter(({ machine, at }) => !machine && at < now - BURST_MS)
    .toSorted((a, b) => a.at - b.at);
  return human.filter(({ link }, i) => human.findIndex((other) => other.link === link) === i);
}

/**
 * Adds a click; the same array when it is known. Over the limit, a machine's click or a repeated
 * one is removed, and the marks, which depend on it, are kept.
 */
export function addRawClick(clicks: StoredClick[], click: StoredClick): StoredClick[] {
  if (clicks.some(({ at, link }) => at === click.at && link === click.link)) return clicks;
  const all = [...clicks, click];
  if (all.length <= MAX_RAW_CLICKS) return all;
  const marked = markBots(all);
  const known = ({ link }: StoredClick, before: StoredClick[]) =>
    before.some((other) => other.link === link && !other.machine);
  const spare = marked.findIndex((one, i) => one.machine || known(one, marked.slice(0, i)));
  return spare === -1 ? clicks : marked.toSpliced(spare, 1);
}
