import { expect, test } from "vitest";
import type { EventRow } from "#shared/audience/events/index.ts";
import { readTimeline, type TimelineItem } from "#shared/insight/timeline/index.ts";
import { START } from "#test/support/world.ts";
import { CONTACT, makeContact, sqlite } from "../../audience/events/stored-history.ts";

const NAMES = ["ordered", "page_viewed", "50% off", "a#b", "signed_up"];

/** Events of five names by turns, a second apart; every hundredth has large data. */
const events = (count: number): EventRow[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `e${i}`,
    name: NAMES[i % NAMES.length]!,
    at: START + i * 1_000,
    data: i % 100 === 0 ? { nth: i, text: "x".repeat(2_000) } : { nth: i },
  }));

test.each([
  ["few", 300],
  ["many", 1_300],
])(
  "a timeline shows %s events newest first, each once and whole, page by page",
  async (_, count) => {
    const { table, clock } = sqlite();
    const ann = await makeContact(table, clock);
    const all = events(count);
    await ann.record(all);
    const shown: TimelineItem[] = [];
    let place: Parameters<typeof readTimeline>[2]["place"];
    do {
      const page = await readTimeline(
        { table },
        CONTACT,
        { limit: 70, ...(place && { place }) },
        async (m) => m,
      );
      shown.push(...page.items);
      place = page.next;
    } while (place);
    const expected = all.toReversed().map(({ id, name, at, data }) => {
      const instant = new Date(at).toISOString();
      return { at: instant, kind: "event", id, name, data };
    });
    expect(shown).toEqual(expected);
  },
);
