import { expect, test } from "vitest";
import { Denied, NotFound, Unavailable } from "#shared/kernel/errors.ts";
import { checkKey, hashKey, listKeys, MAX_KEY_LIMIT } from "#shared/platform/access/index.ts";
import { SECRETS } from "#shared/ports/secrets.ts";
import { makeDesk, SENDING, stackOf } from "./io.ts";

const create = ["keys", "create"];
const keyIn = (out: string) => /KEY=(drip_\S+)/.exec(out)?.[1] ?? "none";

test("the first key is printed with the address, ready for a shell, and opens the API", async () => {
  const { dripstack, world, invoked } = makeDesk();
  const { code, out } = await dripstack(...create);
  expect(code).toBe(0);
  expect(out).toMatch(
    /^export DRIPSTACK_URL=https:\/\/abc\.example\.com DRIPSTACK_KEY=drip_[\w-]{43}\n/,
  );
  expect(await checkKey(world, hashKey(keyIn(out)))).toMatchObject({
    name: "first",
    scopes: ["admin"],
  });
  expect(invoked).toEqual(["Dripstack-ApiFunction-1"]);
});

test("it says how to sign in to the console, if the stack has one", async () => {
  const outputs = { ...stackOf().outputs, ConsoleUrl: "https://d1.cloudfront.net" };
  const { dripstack } = makeDesk({ findStack: async () => stackOf({ outputs }) });
  expect((await dripstack(...create)).err).toContain(
    "`npx dripstack console` signs you in to https://d1.cloudfront.net.\n",
  );
  expect((await makeDesk().dripstack(...create)).err).not.toContain("signs you in");
});

test("for scripts it prints one line of JSON", async () => {
  const { dripstack, world } = makeDesk();
  const { out } = await dripstack(...create, "--json");
  const { key, id } = JSON.parse(out);
  expect(JSON.parse(out)).toEqual({ url: "https://abc.example.com", key, id });
  expect((await checkKey(world, hashKey(key))).id).toBe(id);
});

test("a key gets the name and the scopes that were asked for", async () => {
  const { dripstack, world } = makeDesk();
  const { code } = await dripstack(...create, "--name", "ci", "--scopes", "read, send,read");
  expect(code).toBe(0);
  expect((await listKeys(world, { limit: 9 })).items).toMatchObject([
    { name: "ci", scopes: ["read", "send"] },
  ]);
});

test("a key with a name of its own is made only for scopes that were said", async () => {
  const { dripstack, world, invoked } = makeDesk();
  const { code, err } = await dripstack(...create, "--name", "ci");
  expect([code, err]).toEqual([2, expect.stringContaining("--scopes admin, read, send")]);
  expect([invoked, (await listKeys(world, { limit: 9 })).items]).toEqual([[], []]);
});

test("a key gets the end and the limits that were asked for", async () => {
  const { dripstack, world } = makeDesk();
  const until = ["--expires", "2027-01-31", "--sends-per-day", "200", "--sends-per-second", "none"];
  const { err } = await dripstack(...create, "--name", "ci", "--scopes", "send", ...until);
  expect(err).toContain('Created the key "ci"');
  expect((await listKeys(world, { limit: 9 })).items).toMatchObject([
    {
      expiresAt: Date.parse("2027-01-31T00:00:00Z"),
      limits: { sendsPerDay: 200, sendsPerSecond: null },
    },
  ]);
});

test.each(["0", "1.5", "10000001", "99999999", "many"])(
  "a limit of %s is refused as by the API",
  async (limit) => {
    const { dripstack, world } = makeDesk();
    const asked = ["--name", "ci", "--scopes", "send", "--sends-per-day"];
    const { code, err } = await dripstack(...create, ...asked, limit);
    expect([code, err]).toEqual([2, expect.stringContaining("from 1 to 10000000, or none")]);
    expect((await listKeys(world, { limit: 9 })).items).toEqual([]);
    expect((await dripstack(...create, ...asked, String(MAX_KEY_LIMIT))).code).toBe(0);
  },
);

test("the key is nowhere but on stdout", async () => {
  const { dripstack } = makeDesk();
  const { out, err } = await dripstack(...create);
  expect(err).toContain("shown once");
  expect(err).not.toContain(keyIn(out));
});

test("missing secrets are made, and the words say which and that they belong into a backup", async () => {
  const { dripstack, secrets } = makeDesk();
  const { err } = await dripstack(...create, "--stack", "Mails");
  const names = SECRETS.map((name) => `/Mails/${name}`);
  expect([...secrets.keys()]).toEqual(names);
  for (const text of secrets.values()) expect(Buffer.from(text, "base64")).toHaveLength(32);
  expect(new Set(secrets.values()).size).toBe(SECRETS.length);
  expect(err).toContain(`each: ${names.join(", ")}.`);
  expect(err).toContain("backup");
  for (const secret of secrets.values()) expect(err).not.toContain(secret);
});

test("secrets that are there stay as they are", async () => {
  const { dripstack, secrets } = makeDesk();
  await dripstack(...create);
  const before = [...secrets];
  const { code, err } = await dripstack(...create);
  expect([code, [...secrets]]).toEqual([0, before]);
  expect(err).toContain("stay as they are");
  secrets.delete("/Dripstack/lookup");
  expect((await dripstack(...create)).err).toContain("each: /Dripstack/lookup.");
  expect(secrets.get("/Dripstack/signing")).toBe(new Map(before).get("/Dripstack/signing"));
});

test("it says what to know of SES before the first mail", async () => {
  const { dripstack } = makeDesk({
    sending: async () => ({ ...SENDING, sandbox: true, plan: "ESSENTIALS" }),
  });
  const { err } = await dripstack(...create);
  expect(err).toContain("sandbox, so mail reaches verified addresses only");
  expect(err).toContain("14 mails a second");
  expect(err).toContain("$0.16 per 1,000");
});

test("a key that was made is printed also when SES can't be asked", async () => {
  const { dripstack } = makeDesk({
    sending: () => Promise.reject(new Denied("these credentials lack the right ses:GetAccount")),
  });
  const { code, out, err } = await dripstack(...create);
  expect(code).toBe(0);
  expect(keyIn(out)).not.toBe("none");
  expect(err).toContain("ses:GetAccount");
});

test.each([
  [
    "no such stack",
    { findStack: () => Promise.reject(new NotFound("there is no stack X")) },
    "There is no stack X.",
  ],
  [
    "no right to the secrets",
    { makeSecret: () => Promise.reject(new Denied("no right ssm:PutParameter")) },
    "No right ssm:PutParameter.",
  ],
  [
    "a function that fails",
    { invoke: () => Promise.reject(new Unavailable("the function failed")) },
    "The function failed.",
  ],
  [
    "a function that answers no key",
    { invoke: async () => ({ statusCode: 404 }) },
    "answered no key: deploy again.",
  ],
])("%s ends it with a sentence, code 1, and nothing on stdout", async (_, fault, sentence) => {
  const { code, out, err } = await makeDesk(fault).dripstack(...create);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain(sentence);
});

test.each([
  ["CREATE_IN_PROGRESS", "wait until that is done"],
  ["UPDATE_IN_PROGRESS", "wait until that is done"],
  ["CREATE_COMPLETE", "is not a Dripstack stack"],
  ["ROLLBACK_COMPLETE", "not fully deployed"],
  ["CREATE_FAILED", "not fully deployed"],
  ["REVIEW_IN_PROGRESS", "not fully deployed"],
])("a stack without our outputs in %s: %s", async (status, sentence) => {
  const { dripstack, secrets } = makeDesk({
    findStack: async () => stackOf({ status, outputs: {} }),
  });
  const { code, err } = await dripstack(...create);
  expect([code, secrets.size]).toEqual([1, 0]);
  expect(err).toContain(sentence);
});

test("a stack that is being deleted gets neither secrets nor a key", async () => {
  const { dripstack, secrets, invoked } = makeDesk({
    findStack: async () => stackOf({ status: "DELETE_IN_PROGRESS" }),
  });
  const { code, err } = await dripstack(...create);
  expect([code, secrets.size, invoked.length]).toEqual([1, 0, 0]);
  expect(err).toContain("being deleted");
});
