import { expect, test } from "vitest";
import { sesQuota } from "#shared/adapters/aws/ses/quota.ts";
import { Unavailable } from "#shared/kernel/errors.ts";

const HEALTHY = {
  SendingEnabled: true,
  EnforcementStatus: "HEALTHY",
  SendQuota: { MaxSendRate: 14, Max24HourSend: 50_000, SentLast24Hours: 49_999 },
};

const allowanceOf = (account: object) =>
  sesQuota(async () => ({ status: 200, headers: {}, text: JSON.stringify(account) })).current();

test.each([
  ["a healthy account", {}, undefined],
  ["one under review", { EnforcementStatus: "PROBATION" }, undefined],
  [
    "one without a quota of a day",
    { SendQuota: { MaxSendRate: 14, Max24HourSend: -1 } },
    undefined,
  ],
  ["one that tells no quota", { SendQuota: { MaxSendRate: 14 } }, undefined],
  [
    "one whose quota is spent",
    { SendQuota: { ...HEALTHY.SendQuota, SentLast24Hours: 50_000 } },
    "the day's quota is spent",
  ],
  ["one whose sending is paused", { SendingEnabled: false }, "the account's sending is paused"],
  [
    "one that SES has shut",
    { SendingEnabled: false, EnforcementStatus: "SHUTDOWN" },
    "the account was shut after a review",
  ],
])("%s", async (_, changes, closedBy) => {
  const allowance = await allowanceOf({ ...HEALTHY, ...changes });
  expect(allowance).toEqual({ perSecond: 14, ...(closedBy && { closedBy }) });
});

test("an account that states no rate is not taken for one without a limit", async () => {
  await expect(allowanceOf({ SendQuota: {} })).rejects.toThrow(Unavailable);
  await expect(allowanceOf({})).rejects.toThrow(Unavailable);
});
