import { afterEach, expect, test, vi } from "vitest";
import type { Account } from "#shared/adapters/aws/account/account.ts";
import { Denied, NotFound } from "#shared/kernel/errors.ts";
import { addKey } from "#shared/platform/access/index.ts";
import { setSending } from "#shared/platform/live-definitions/index.ts";
import { writeSettings } from "#shared/platform/settings/index.ts";
import { SECRETS } from "#shared/ports/secrets.ts";
import { served } from "./http.ts";
import { makeDesk, SENDING, stackOf } from "./io.ts";

const SOUND = Buffer.alloc(32).toString("base64");

afterEach(() => vi.unstubAllEnvs());

/** What the doctor says of an installation whose secrets were made, after `change` to it. */
async function examine(
  fault: Partial<Account> = {},
  prepare?: (io: ReturnType<typeof makeDesk>) => unknown,
) {
  const io = makeDesk(fault);
  for (const name of SECRETS) {
    io.secrets.set(`/Dripstack/${name}`, Buffer.alloc(32, name).toString("base64"));
  }
  await prepare?.(io);
  let said = { code: -1, out: "", err: "" };
  await served(io, async (url) => {
    said = await io.dripstack("doctor", "--url", url);
  });
  return said;
}

test("a sound installation is a line of ok a check", async () => {
  const { code, out } = await examine();
  expect(code).toBe(0);
  const lines = out.trimEnd().split("\n");
  expect(lines.map((line) => line.split(/ +/).slice(0, 2))).toEqual(
    ["stack", "secrets", "schedule", "api", "sender", "sending", "sandbox", "rate", "plan"].map(
      (name) => ["ok", name],
    ),
  );
});

const faults: [string, Partial<Account>, string][] = [
  [
    "a failed deployment",
    { findStack: async () => stackOf({ status: "UPDATE_ROLLBACK_FAILED" }) },
    "read its events",
  ],
  [
    "a half-deployed stack",
    { findStack: async () => stackOf({ status: "ROLLBACK_COMPLETE", outputs: {} }) },
    "not fully deployed",
  ],
  [
    "a lost secret",
    { readSecrets: async (names) => new Map(names.slice(0, -1).map((name) => [name, SOUND])) },
    "/Dripstack/lookup is missing: write back the copy",
  ],
  [
    "a secret that was changed by hand",
    {
      readSecrets: async (names) =>
        new Map(names.map((name, i) => [name, i === 0 ? "hunter2" : SOUND])),
    },
    "/Dripstack/signing is not 32 bytes in base64",
  ],
  [
    "a missing right",
    {
      readSecrets: () =>
        Promise.reject(new Denied("these credentials lack the right ssm:GetParameters")),
    },
    "lack the right ssm:GetParameters",
  ],
  [
    "a disabled schedule",
    { schedules: async () => [{ name: "Tick", enabled: false }] },
    "aws events enable-rule --name Tick",
  ],
  ["no schedule at all", { schedules: async () => [] }, "has no schedule"],
  [
    "a domain whose DNS records are missing",
    {
      identities: async () => [
        {
          name: "example.com",
          verified: false,
          records: ["t._domainkey.example.com CNAME t.dkim"],
        },
      ],
    },
    "put into DNS: t._domainkey.example.com CNAME t.dkim",
  ],
  [
    "nothing verified",
    { identities: async () => [{ name: "example.com", verified: false }] },
    "knows no verified domain",
  ],
  [
    "an account that may not send",
    { sending: async () => ({ ...SENDING, standing: "SHUTDOWN" }) },
    "sends nothing",
  ],
  [
    "sending switched off",
    { sending: async () => ({ ...SENDING, enabled: false }) },
    "sends nothing",
  ],
];

test.each(faults)("%s is to be fixed: one such line, and code 1", async (_, fault, words) => {
  const { code, out } = await examine(fault);
  expect(code).toBe(1);
  const lines = out.split("\n").filter((line) => line.startsWith("fix "));
  expect(lines).toEqual([expect.stringContaining(words)]);
});

const notes: [string, Partial<Account>, string][] = [
  [
    "the sandbox",
    { sending: async () => ({ ...SENDING, sandbox: true }) },
    "ask for production access",
  ],
  ["a review", { sending: async () => ({ ...SENDING, standing: "PROBATION" }) }, "under review"],
  [
    "the dear plan",
    { sending: async () => ({ ...SENDING, plan: "ESSENTIALS" }) },
    "$0.16 per 1,000 mails (plan ESSENTIALS); à la carte is $0.10",
  ],
  [
    "a plan that SES does not tell",
    { sending: async () => ({ ...SENDING, plan: undefined }) },
    "does not say on which price plan",
  ],
  [
    "an update that was undone",
    { findStack: async () => stackOf({ status: "UPDATE_ROLLBACK_COMPLETE" }) },
    "the version before it runs",
  ],
  [
    "an update under way",
    { findStack: async () => stackOf({ status: "UPDATE_IN_PROGRESS" }) },
    "a deployment is under way",
  ],
];

test.each(notes)("%s is noted and no fault", async (_, fact, words) => {
  const { code, out } = await examine(fact);
  expect(code).toBe(0);
  const lines = out.split("\n").filter((line) => line.startsWith("note "));
  expect(lines).toEqual([expect.stringContaining(words)]);
});

test("an API that does not reach its queues is to be fixed", async () => {
  vi.stubEnv("DRIPSTACK_KEY", "drip_read");
  const { code, out } = await examine({}, async ({ world }) => {
    const holder = { name: "doctor", scopes: ["read" as const], createdAt: world.clock.now() };
    await addKey(world, "drip_read", holder);
    world.deadLetters = { ...world.deadLetters, count: () => Promise.reject(new Error("down")) };
  });
  expect(code).toBe(1);
  expect(out).toContain("does not reach: queue.");
});

test("an API that does not answer is to be fixed, and the rest is looked at all the same", async () => {
  const { dripstack } = makeDesk();
  const { code, out } = await dripstack("doctor", "--url", "http://127.0.0.1:1");
  expect(code).toBe(1);
  expect(out).toMatch(/^fix +api +http:\/\/127\.0\.0\.1:1 does not answer/m);
  expect(out).toMatch(/^ok +sandbox/m);
});

test.each([
  ["example.com", "hello@example.com", "ok"],
  ["example.com", "hello@News.Example.com", "ok"],
  ["hello@example.com", "Hello@example.com", "ok"],
  ["hello@example.com", "other@example.com", "fix"],
  ["example.com", "hello@notexample.com", "fix"],
  ["news.example.com", "hello@example.com", "fix"],
])("with %s verified, a sender %s is %s", async (name, email, verdict) => {
  vi.stubEnv("DRIPSTACK_KEY", "drip_mine");
  const { out } = await examine(
    { identities: async () => [{ name, verified: true }] },
    async ({ world }) => {
      await addKey(world, "drip_mine", { name: "mine", scopes: ["read"], createdAt: 0 });
      await writeSettings(world, { from: { name: "Shop", email } });
    },
  );
  expect(out).toMatch(new RegExp(`^${verdict} +sender .*${email}`, "m"));
});

test("without a key it names what is verified, a few of many", async () => {
  const identities = Array.from({ length: 7 }, (_, i) => ({
    name: `d${i}.example`,
    verified: i > 0,
  }));
  const { out } = await examine({ identities: async () => identities });
  expect(out).toContain(
    "verified: d1.example, d2.example, d3.example, d4.example, d5.example and 1 more",
  );
});

test("with a key it says when no sender is set yet", async () => {
  vi.stubEnv("DRIPSTACK_KEY", "drip_mine");
  const { code, out } = await examine({}, ({ world }) =>
    addKey(world, "drip_mine", { name: "mine", scopes: ["read"], createdAt: 0 }),
  );
  expect(code).toBe(0);
  expect(out).toMatch(/^note +sender .*PUT \/v1\/settings/m);
});

test("with a key it notes that all mail is stopped", async () => {
  vi.stubEnv("DRIPSTACK_KEY", "drip_mine");
  const { out } = await examine({}, async ({ world }) => {
    await addKey(world, "drip_mine", { name: "mine", scopes: ["read"], createdAt: 0 });
    await setSending(world, false, 0);
  });
  expect(out).toMatch(/^note +stopped +no mail leaves since .*resume/m);
});

test("for scripts it prints one line of JSON", async () => {
  const { dripstack } = makeDesk({ schedules: async () => [] });
  const { code, out } = await dripstack("doctor", "--json", "--url", "http://127.0.0.1:1");
  const { ok, checks } = JSON.parse(out);
  expect([code, ok]).toEqual([1, false]);
  expect(checks).toContainEqual({ name: "schedule", verdict: "fix", text: expect.any(String) });
});

test("without the stack there is nothing to look at: a sentence and code 1", async () => {
  const { dripstack } = makeDesk({
    findStack: () => Promise.reject(new NotFound("there is no stack X")),
  });
  expect(await dripstack("doctor")).toEqual({ code: 1, out: "", err: "There is no stack X.\n" });
});
