import { expect, test } from "vitest";
import { liftSuppression, readSuppression, suppress } from "#shared/audience/consent/index.ts";
import { ensureContact, putContact } from "#shared/audience/contacts/index.ts";
import {
  ADDRESS_SHARDS,
  listAddressRows,
  renameAddressRow,
} from "#shared/audience/profiles/address-row-store.ts";
import { addressHash, findByAddress } from "#shared/audience/profiles/index.ts";
import { rowNames } from "#shared/audience/profiles/lookup.ts";
import { makeEngine } from "#test/support/engine.ts";
import { TestSecrets } from "#test/support/secrets.ts";
import { makeWorld, START } from "#test/support/world.ts";

const MINUTE = 60_000;
const ADDRESSES = Array.from({ length: 12 }, (_, i) => `person.${i}@example.com`);

type Engine = Awaited<ReturnType<typeof makeEngine>>;
/** The names of every row of an address, by its kind. */
const namesOf = ({ database }: Pick<Engine, "database">) =>
  database.sql
    .prepare(`SELECT sk FROM "index" WHERE pk LIKE '%#email#%' OR pk LIKE '%#suppressed#%'`)
    .all()
    .map(({ sk }) => sk as string);

/** The names in the list of suppressions. */
const listedIn = ({ database }: Pick<Engine, "database">) =>
  database.sql
    .prepare(`SELECT sk FROM "index" WHERE pk LIKE '%#suppressions#%'`)
    .all()
    .map(({ sk }) => sk as string);

const rehash = async (engine: Engine) => {
  const { status, body } = await engine.call("POST", "/v1/lookup/rehash");
  await engine.settle();
  if (status !== 202) return { status };
  return (await engine.must("GET", `/v1/jobs/${body.id}`)).body;
};

test("after a rotation every contact is found, and after the job by the newest key alone", async () => {
  const engine = await makeEngine();
  const { must, call, secrets, clock } = engine;
  for (const [i, email] of ADDRESSES.entries()) await engine.put(`p${i}`, { email });
  await must("PUT", "/v1/suppressions/person.0%40example.com", { reason: "complaint" });
  await must("DELETE", "/v1/contacts/p0");
  const isKnown = async (gone: string) => {
    const post = (event: object) => call("POST", "/v1/events", { events: [event] });
    for (const [i, email] of ADDRESSES.entries()) {
      if (i === 0) continue;
      const other = { contactId: `${gone}${i}`, email: email.toUpperCase(), name: "seen" };
      expect((await post(other)).status).toBe(422);
    }
    const suppressed = await call("GET", "/v1/suppressions/person.0%40example.com");
    expect([suppressed.status, suppressed.body.reason]).toEqual([200, "complaint"]);
  };
  expect(await rehash(engine)).toEqual({ status: 409 });
  const first = namesOf(engine);
  for (const turn of ["a", "b"]) {
    const added = secrets.rotate("lookup", clock.now() + 10 * MINUTE);
    await isKnown(turn);
    expect(await rehash(engine)).toEqual({ status: 409 });
    clock.advance(10 * MINUTE);
    await isKnown(turn);
    expect(await rehash(engine)).toMatchObject({ state: "done", subject: added.id });
    expect(listedIn(engine)).toEqual([expect.stringMatching(new RegExp(`\\.${added.id}$`))]);
    const names = namesOf(engine);
    expect(names).toHaveLength(first.length);
    expect(names.every((name) => name.endsWith(`.${added.id}`))).toBe(true);
    await isKnown(turn);
    clock.advance(1);
    expect(await rehash(engine)).toMatchObject({ state: "done" });
    expect(namesOf(engine).toSorted()).toEqual(names.toSorted());
  }
  await must("PUT", "/v1/contacts/p1", { email: "new@example.com" });
  await must("PUT", "/v1/contacts/p2", { email: ADDRESSES[1] });
  await must("DELETE", "/v1/suppressions/person.0%40example.com");
  expect(listedIn(engine)).toEqual([]);
  await engine.put("again", { email: ADDRESSES[0] });
  expect(namesOf(engine)).toHaveLength(first.length);
});

test("functions that know different keys take one address once, and see each other's suppressions", async () => {
  const { world, clock } = makeWorld();
  const [stale, fresh, after] = [0, 1, 2].map(() => new TestSecrets(clock));
  for (const one of [fresh!, after!]) one.rotate("lookup", START + 10 * MINUTE);
  // One whose clock is ahead stores under the new key alone, when all others know both.
  const ahead = { now: () => START + 10 * MINUTE };
  const late = new TestSecrets(ahead);
  late.rotate("lookup", START + 10 * MINUTE);
  const pairs = [
    [stale!, fresh!],
    [fresh!, stale!],
    [fresh!, late],
    [late, fresh!],
  ];
  for (const [i, [one, other]] of pairs.entries()) {
    const email = `pair.${i}@example.com`;
    const by = (secrets: TestSecrets) => ({ ...world, secrets });
    const made = await ensureContact(by(one!), { email });
    expect((await ensureContact(by(other!), { email })).id).toBe(made.id);
    const hash = await addressHash(by(one!), email);
    expect(await addressHash(by(other!), email)).toBe(hash);
    await suppress(by(one!), hash, { reason: "manual", at: START }, "operator");
    await suppress(by(other!), hash, { reason: "complaint", at: START }, "operator");
    for (const secrets of [one!, other!]) {
      expect((await readSuppression(by(secrets), hash))?.reason).toBe("complaint");
    }
  }
});

test("of two rows of an address the stronger suppression is kept, whichever it is", async () => {
  const { world, clock, table } = makeWorld();
  const [before, after] = [0, 1].map(() => new TestSecrets(clock));
  after!.rotate("lookup", START);
  const by = (secrets: TestSecrets) => ({ ...world, secrets });
  const reasons = ["manual", "complaint"] as const;
  for (const [i, old] of reasons.entries()) {
    const hash = await addressHash(by(before!), `both.${i}@example.com`);
    // By the new key first: who knows the old one alone does not see that row.
    const twice = [
      [after!, reasons[1 - i]!],
      [before!, old],
    ] as const;
    for (const [secrets, reason] of twice) {
      await suppress(by(secrets), hash, { reason, at: START }, "operator");
    }
    for (let shard = 0; shard < ADDRESS_SHARDS; shard++) {
      const { items } = await listAddressRows({ table }, shard);
      await Promise.all(items.map((row) => renameAddressRow(by(after!), row)));
    }
    expect((await readSuppression(by(after!), hash))?.reason).toBe("complaint");
    expect(await readSuppression(by(before!), hash)).toBeNull();
  }
});

/**
 * When a key is made, it signs ten minutes later; functions that are awake know it after five at
 * most.
 */
const MADE = START;
const SIGNS = START + 10 * MINUTE;
const KNOWN = START + 5 * MINUTE;

test("of two functions at any instant of a rotation each deletes all that the other stores, and both meet", async () => {
  const SKEW = 10_000;
  for (let now = MADE; now <= SIGNS + MINUTE; now += 5_000) {
    const names = (knows: boolean, skew: number) => {
      const secrets = new TestSecrets({ now: () => now + skew });
      if (knows) secrets.rotate("lookup", SIGNS);
      return rowNames({ secrets }, "hash");
    };
    const sorts = [true, ...(now < KNOWN ? [false] : [])];
    const awake = await Promise.all(
      sorts.flatMap((knows) => [-SKEW, 0, SKEW].map((skew) => names(knows, skew))),
    );
    for (const one of awake) {
      for (const { read, write } of awake) {
        expect(read).toEqual(expect.arrayContaining(one.write));
        expect(write.some((name) => one.write.includes(name))).toBe(true);
      }
    }
  }
});

test("an address that a function gives up is free, though that does not know the newest key yet", async () => {
  const { world, clock } = makeWorld();
  const by = (secrets: TestSecrets) => ({ ...world, secrets });
  const stale = by(new TestSecrets(clock));
  const fresh = by(new TestSecrets(clock));
  fresh.secrets.rotate("lookup", SIGNS);
  const email = "ada@example.com";
  await putContact(fresh, "ada", { email });
  await putContact(stale, "ada", { email: "countess@example.com" });
  const hash = await addressHash(fresh, email);
  expect(await findByAddress(fresh, hash)).toBeUndefined();
  await suppress(fresh, hash, { reason: "manual", at: START }, "operator");
  await liftSuppression(stale, hash, START);
  expect(await readSuppression(fresh, hash)).toBeNull();
});

test("two that make one contact at once, by different keys, make one", async () => {
  const { world, clock } = makeWorld();
  const stale = new TestSecrets(clock);
  const fresh = new TestSecrets(clock);
  fresh.rotate("lookup", START + 10 * MINUTE);
  const emails = ADDRESSES;
  const made = await Promise.allSettled(
    emails.flatMap((email, i) => [
      putContact({ ...world, secrets: stale }, `s${i}`, { email }),
      putContact({ ...world, secrets: fresh }, `f${i}`, { email }),
    ]),
  );
  const fulfilled = made.filter(({ status }) => status === "fulfilled");
  expect(fulfilled).toHaveLength(emails.length);
});

test("a leaked key alone does not tell whose row is whose once rows are renamed", async () => {
  const engine = await makeEngine();
  const { world, secrets, clock } = engine;
  await engine.put("ada");
  const [leaked] = secrets.keysOf("lookup");
  const guess = await addressHash(world, "ada@example.com");
  expect(namesOf(engine)).toEqual([guess]);
  secrets.rotate("lookup", clock.now());
  await rehash(engine);
  expect(JSON.stringify(engine.database.sql.prepare(`SELECT * FROM "index"`).all())).not.toContain(
    guess,
  );
  const thief = new TestSecrets(clock);
  expect(thief.keysOf("lookup")).toEqual([leaked]);
  expect(await findByAddress({ ...world, secrets: thief }, guess)).toBeUndefined();
});
