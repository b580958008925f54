import * as fc from "fast-check";
import { expect, test } from "vitest";
import { TokenBuckets } from "#shared/kernel/token-bucket.ts";

const tries = fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 100 });

test("in no stretch of time is more taken than the burst and what came since", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.double({ min: 0.1, max: 50, noNaN: true }),
      tries,
      (burst, perSecond, pauses) => {
        const buckets = new TokenBuckets(10);
        const taken: number[] = [];
        let now = 0;
        for (const pause of pauses) {
          now += pause;
          const waitMs = buckets.waitMs("a", { burst, perSecond }, now);
          if (waitMs > 0) {
            // A caller that waits as told gets the next token.
            expect(buckets.waitMs("a", { burst, perSecond }, now + waitMs)).toBe(0);
            continue;
          }
          buckets.take("a", { burst, perSecond }, now);
          taken.push(now);
        }
        taken.forEach((from, i) => {
          taken.slice(i).forEach((to, j) => {
            expect(j + 1).toBeLessThanOrEqual(burst + ((to - from) / 1_000) * perSecond + 1e-6);
          });
        });
      },
    ),
  );
});

test("each name has its own, and a clock that stands still or goes back gives nothing", () => {
  const buckets = new TokenBuckets(10);
  const allowance = { burst: 1, perSecond: 1 };
  buckets.take("a", allowance, 5_000);
  expect(buckets.waitMs("a", allowance, 5_000)).toBe(1_000);
  expect(buckets.waitMs("a", allowance, 1_000)).toBe(1_000);
  expect(buckets.waitMs("b", allowance, 5_000)).toBe(0);
});
