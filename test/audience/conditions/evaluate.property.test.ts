import fc from "fast-check";
import { expect, test } from "vitest";
import { Condition, evaluate, matches, readsOf } from "#shared/audience/conditions/index.ts";
import { DAY_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import { runs } from "#test/support/long.ts";
import { condition, person, START, toFacts } from "./arbitrary.ts";
import { naive } from "./naive.ts";

const WALK_MINUTES = 240;
const END = START + WALK_MINUTES * MINUTE_MS;

test("walking minute by minute shows the naive evaluator's answers, and no change before `until`", () => {
  fc.assert(
    fc.property(condition, person, (raw, someone) => {
      const parsed = Condition.parse(raw);
      const facts = toFacts(someone);
      let stands = evaluate(parsed, facts, START);
      const wrong: object[] = [];
      for (let now = START; now <= END; now += MINUTE_MS) {
        const truth = naive(raw, someone, now);
        const answer = evaluate(parsed, facts, now);
        if (now >= (stands.until ?? Infinity)) stands = answer;
        const agree = [answer.matches, matches(parsed, facts, now), stands.matches];
        const ahead = (answer.until ?? Infinity) > now;
        if (!ahead || agree.some((one) => one !== truth))
          wrong.push({ now, truth, answer, stands });
      }
      expect(wrong).toEqual([]);
    }),
    { numRuns: runs(300), seed: 11 },
  );
});

test("going from one `until` to the next visits every change, up to its last millisecond", () => {
  let changes = 0;
  fc.assert(
    fc.property(condition, person, (raw, someone) => {
      const parsed = Condition.parse(raw);
      const facts = toFacts(someone);
      const steps: { now: number; matches: boolean }[] = [];
      for (let now: number | undefined = START; now !== undefined && now < END; ) {
        const { matches, until } = evaluate(parsed, facts, now);
        steps.push({ now, matches });
        // At most each event's start and end, and the two ends of each span, for each rule.
        expect(steps.length).toBeLessThan(1_000);
        for (const at of [now, ...(until === undefined ? [END, END + 9 * DAY_MS] : [until - 1])]) {
          expect(naive(raw, someone, at)).toBe(matches);
        }
        now = until;
      }
      changes += steps.filter(
        ({ matches }, i) => i > 0 && matches !== steps[i - 1]?.matches,
      ).length;
    }),
    { numRuns: runs(2_000), seed: 12 },
  );
  // A property of answers that never change would prove nothing.
  expect(changes).toBeGreaterThan(runs(300));
});

test("what is not read changes no answer", () => {
  fc.assert(
    fc.property(condition, person, (raw, someone) => {
      const parsed = Condition.parse(raw);
      const facts = toFacts(someone);
      const { events, attributes, segments, consent, entry, began } = readsOf(parsed);
      const kept = toFacts({
        ...someone,
        attributes: Object.fromEntries(
          Object.entries(someone.attributes).filter(([name]) => attributes.has(name)),
        ),
        history: [...events].flatMap(([name, { withinMs, sinceEntry, newest, data }]) =>
          someone.history
            .filter((one) => one.name === name)
            .filter(({ at }) => at >= START - withinMs || (sinceEntry && at >= someone.began!.at))
            .toSorted((a, b) => b.at - a.at)
            .slice(0, newest)
            .map((one) => (data ? one : { ...one, data: {} })),
        ),
        segments: someone.segments.filter((segment) => segments.has(segment)),
        entry: Object.fromEntries(
          Object.entries(someone.entry).filter(([name]) =>
            [...entry].some((path) => path === name || path.startsWith(`${name}.`)),
          ),
        ),
        ...(!began && { began: undefined }),
        ...(!consent && { subscribed: !someone.subscribed, suppressed: "manual" }),
      });
      expect(evaluate(parsed, kept, START)).toEqual(evaluate(parsed, facts, START));
    }),
    { numRuns: runs(1_000), seed: 13 },
  );
});

test("a condition is kept as it was written", () => {
  fc.assert(
    fc.property(condition, (raw) => {
      expect(Condition.parse(JSON.parse(JSON.stringify(raw)))).toEqual(raw);
    }),
    { numRuns: runs(300), seed: 14 },
  );
});
