import { expect, test } from "vitest";
import { type Checks, concernsIn } from "../../../web/src/pages/home/attention.ts";
import { nextAddress } from "../../../web/src/pages/mailbox/next-address.ts";
import { lastDays } from "../../../web/src/parts/days.ts";

const none = { held: 0, unknown: 0, bounced: 0, complained: 0 };
const calm = {
  home: { stoppedAt: null, deadLetters: 0, failedJobs: [], errors: [], ...none },
  health: { status: "ok" },
  settings: { from: {}, postalAddress: "1 Example Street" },
} satisfies Checks;
const kinds = (checks: Checks) => concernsIn(checks).map(({ kind }) => kind);

test("nothing is of concern where all is well, nor where nothing could be asked", () => {
  expect(kinds(calm)).toEqual([]);
  expect(kinds({})).toEqual([]);
});

test("each fault is a concern of its own, the worst first, with the place of its remedy", () => {
  const jobs = ["a", "b", "c", "d"].map((id) => ({ id, kind: "backtest", subject: "welcome" }));
  const all: Checks = {
    home: {
      stoppedAt: "2026-03-05T00:00:00Z",
      deadLetters: 2,
      failedJobs: jobs,
      errors: [{ id: "trial", name: "Trial", errors: 1 }],
      ...{ held: 100, unknown: 100, bounced: 12, complained: 1 },
    },
    health: { status: "degraded" },
    settings: {},
  };
  expect(kinds(all)).toEqual([
    "degraded",
    "stopped",
    "sender",
    "unknown",
    "letters",
    ...["job", "job", "job", "jobs"],
    "complained",
    "errors",
    "bounced",
    "postal",
  ]);
  const three = { ...all.home!, failedJobs: jobs.slice(1) };
  expect(kinds({ ...all, home: three })).not.toContain("jobs");
  const found = concernsIn(all);
  expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
  expect(found.find(({ kind }) => kind === "unknown")?.place).toMatchObject({ state: "unknown" });
});

test("held mail is a concern of its own only while sending goes on", () => {
  const held = { ...calm.home, held: 3 };
  expect(concernsIn({ ...calm, home: held })).toMatchObject([{ kind: "held", count: 3 }]);
  const stopped = { ...held, stoppedAt: "2026-03-05T00:00:00Z" };
  expect(kinds({ ...calm, home: stopped })).toEqual(["stopped"]);
});

test("the last days are told one by one, and days without stand as zero", () => {
  const counts = [
    { day: "2026-03-01", sent: 9, opened: 9 },
    { day: "2026-03-04", sent: 3, opened: 0 },
    { day: "2026-03-06", sent: 5, opened: 1 },
  ];
  expect(lastDays(counts, "sent", Date.parse("2026-03-06T23:00:00Z"), 3)).toEqual([
    { day: "2026-03-04", value: 3 },
    { day: "2026-03-05", value: 0 },
    { day: "2026-03-06", value: 5 },
  ]);
});

test("the next made-up contact has an address that none has", () => {
  expect(nextAddress([])).toBe("ada@example.com");
  expect(nextAddress(["ada@example.com"])).toBe("grace@example.com");
  const names = ["ada", "grace", "alan", "edith", "linus", "radia", "ken", "joan"];
  expect(nextAddress(names.map((name) => `${name}@example.com`))).toBe("ada2@example.com");
});
