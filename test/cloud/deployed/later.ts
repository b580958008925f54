import { expect, test } from "vitest";
import { DAY_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import { clicker, leaver } from "./feedback.ts";
import { logOf } from "./logs.ts";
import { PEOPLE } from "./mails.ts";
import type { Stage } from "./stage.ts";

/** Silent readers: neither bounced nor complained, neither clicked nor left. */
const silent = PEOPLE.slice(5);

export function aDayLater(stage: Stage): void {
  test("a day later the scheduled tick advances only the contact who clicked", async () => {
    await stage.advance(DAY_MS);
    const [, second] = await stage.mailsTo(clicker, 2);
    expect(String(second!.raw)).toContain("Subject: One small step");
    expect(silent.flatMap(stage.door.mailsTo)).toHaveLength(silent.length);
  });
}

export function daysLater(stage: Stage): void {
  test("three days later the silent contacts are nudged, but not those who left or bounced", async () => {
    await stage.advance(3 * DAY_MS);
    for (const to of silent) await stage.mailsTo(to, 2);
    expect(stage.door.mailsTo(leaver)).toHaveLength(1);
    for (const to of PEOPLE.slice(1, 3)) expect(stage.door.mailsTo(to)).toHaveLength(1);
  });

  test("it was the rule that woke the tick, and the tick that handed on", async () => {
    const lines = await logOf("tick");
    const handedOn = lines.flatMap((line) => /"HandedOn":(\d+)/.exec(line)?.[1] ?? []);
    expect(handedOn.reduce((sum, count) => sum + Number(count), 0)).toBeGreaterThanOrEqual(
      silent.length,
    );
    const ticks = lines.filter((line) => line.includes('"LagMs":'));
    const minutes = (Date.now() - stage.openedAt) / MINUTE_MS;
    expect(ticks.length, "once a minute at most").toBeLessThanOrEqual(Math.ceil(minutes));
  });
}
