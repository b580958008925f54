import { expect, test } from "vitest";
import { crash } from "#test/crash/crash.ts";

test("killed twice while 100 contacts get their mails, none is sent twice and none is lost", async () => {
  const seed = Number(process.env.KILL_SEED ?? Date.now() % 100_000);
  const { verdict, faults } = await crash({ kills: 2, people: 100, seed });
  expect(faults, `seed ${seed}`).toEqual([]);
  expect(verdict).toMatchObject({ kills: 2, people: 100, lost: 0, doubled: 0 });
}, 120_000);
