import { expect, test } from "vitest";
import { crash } from "#test/crash/crash.ts";

test("killed five times while 200 contacts get their mails, none is sent twice and none is lost", async () => {
  const seed = Number(process.env.KILL_SEED ?? Date.now() % 100_000);
  const { verdict, faults } = await crash({ kills: 5, people: 200, seed });
  expect(faults, `seed ${seed}`).toEqual([]);
  expect(verdict).toMatchObject({ kills: 5, people: 200, lost: 0, doubled: 0 });
}, 120_000);
