import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, Program } from "#test/support/program.ts";
import { filesWith, rowsWith, withDatabase } from "#test/support/scan-folder.ts";
import { tempFolder } from "#test/support/temp-folder.ts";

/**
 * Everything that is told of Ada has the first in it, everything that is told of Bob the second.
 */
const ADA = "qzadamarkqz";
const BOB = "qzbobmarkqz";
const env = {
  DRIPSTACK_SAMPLE: "0",
  DRIPSTACK_DEV: "1",
  DRIPSTACK_ADMIN_KEY: "drip_erasure_key_01234",
};

const folder = tempFolder();
const logs: string[] = [];
let program: Program;
/** Ada's id of ours. */
let own = "";

const start = async () => {
  program = await Program.start(folder, env);
};
const stop = async () => {
  const code = await program.end("SIGTERM");
  logs.push(program.said);
  return code;
};
const must = async (method: string, path: string, body?: object, key?: string) => {
  const headers: Record<string, string> = key === undefined ? {} : { "idempotency-key": key };
  const answer = await program.call(method, path, body, headers);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
  return answer.body;
};
const pass = (advance: string) => must("POST", "/v1/dev/clock", { advance });

const backtest = { from: "2026-01-01T00:00:00Z", until: "" };
const keyed = (who: string) => ({
  mail: { to: `${who}@example.com`, templateId: "code", data: { code: `${who}-code` } },
  twice: { contacts: [`${who}-id`, `${who}-id`] },
  simulate: {
    contactId: `${who}-id`,
    events: [{ at: "2027-01-01T00:00:00Z", event: "carted", data: { cart: `${who}-cart` } }],
  },
});

/** All that the API lets one tell of a person. */
async function tellAll(who: string) {
  const contactId = `${who}-id`;
  const contact = `/v1/contacts/${contactId}`;
  const attributes = { note: `${who}-note`, tags: [`${who}-tag`] };
  await must("PUT", contact, { email: `${who}-old@example.com`, attributes });
  await must("PUT", contact, { email: `${who}@example.com` });
  const data = { cart: `${who}-cart`, "what else": { deep: `${who}-data` } };
  const events = [
    { contactId, name: "carted", data, id: `${who}-event` },
    { contactId, name: `${who}-happened`, data },
  ];
  await must("POST", "/v1/events", { events }, `${who}-events`);
  const { mail, twice, simulate } = keyed(who);
  await must("POST", "/v1/messages", mail, `${who}-mail`);
  const path = "/v1/sequences/carts/enrollments";
  const one = { contactId, id: `${who}-letin`, data: { cart: `${who}-other` } };
  await must("POST", path, one, `${who}-one`);
  await must("POST", `${path}/bulk`, { ...twice, data: { cart: `${who}-third` } }, `${who}-bulk`);
  const csv = `id,email,cart\n${contactId},${who}@example.com,${who}-fourth\n`;
  await must("POST", `${path}/bulk`, { csv }, `${who}-csv`);
  await must("POST", "/v1/sequences/carts/simulate", simulate, `${who}-simulate`);
  await must("PUT", `/v1/suppressions/${who}-old@example.com`);
}

async function setUp() {
  await must("PUT", "/v1/settings", {
    from: { name: "Shop", email: "shop@example.com" },
    postalAddress: "1 Road, Town",
  });
  await must("PUT", "/v1/link-hosts", { hosts: ["example.com"] });
  const html =
    '<p>{{ contact.note }} {{ event.cart }} {{ data.code }}</p><a href="https://example.com/{{ event.cart }}">go</a>';
  for (const id of ["cart", "code"]) {
    await must("PUT", `/v1/templates/${id}`, { subject: "Of {{ contact.note }}", html });
  }
  await must("PUT", "/v1/segments/noted", {
    name: "Noted",
    condition: { attribute: "note", exists: true },
  });
  await must("PUT", "/v1/sequences/carts", {
    name: "Carts",
    enter: [{ event: "carted" }, { api: true }],
    reentry: { perKey: "cart" },
    start: "mail",
    steps: {
      mail: { kind: "send", template: "cart", next: "call" },
      // Nothing answers there: it is asked again, until it gives up.
      call: {
        kind: "webhook",
        url: "http://127.0.0.1:9/in",
        body: { note: { attribute: "note" } },
        next: "rest",
        otherwise: "rest",
      },
      rest: { kind: "wait", for: "P60D", next: null },
    },
  });
  await must("POST", "/v1/sequences/carts/publish");
}

/** Whom the lines of the backtest name. */
async function namedByJob(id: string) {
  const csv: string = await must("GET", `/v1/jobs/${id}/csv`);
  const { examples } = (await must("GET", `/v1/jobs/${id}`)).result;
  const names = (who: string) => csv.includes(who) || JSON.stringify(examples).includes(who);
  return { ada: names(ADA), bob: names(BOB) };
}

let job = "";
beforeAll(async () => {
  await start();
  await setUp();
  for (const who of [ADA, BOB]) await tellAll(who);
  const { now } = await pass("PT1H");
  backtest.until = now;
  const { items } = await must("GET", `/v1/mailbox?to=${ADA}@example.com`);
  await fetch(items.at(-1).links[0], { redirect: "manual" });
  job = (await must("POST", "/v1/sequences/carts/backtest", backtest)).id;
  await eventually(async () => (await must("GET", `/v1/jobs/${job}`)).state === "done");
  await stop();
  withDatabase(folder, (sql) => {
    const byId = `SELECT data FROM "index" WHERE pk LIKE 'main#ext#%' AND sk = '${ADA}-id'`;
    const found = sql.prepare(byId).get();
    own = JSON.parse(String(found!.data)).contact;
    const letter = sql.prepare(
      "INSERT INTO queue (name, visibleAt, receives, redriven, sentAt, source, body) VALUES ('dead', 0, 5, 3, 0, 'work', ?)",
    );
    const event = { contact: own, id: "x", name: "lost", at: 0, data: { it: `${ADA}-dead` } };
    letter.run(JSON.stringify({ event }));
    letter.run(JSON.stringify({ mails: [`${own}_mm_0123456789abcdef`, "c_other"] }));
  });
}, 60_000);

afterAll(async () => {
  await program.end("SIGKILL");
});

const tablesWith = (text: string) => [...new Set(rowsWith(folder, text).map(({ table }) => table))];

test("what is told of a person stands in many places", () => {
  expect(tablesWith(ADA).toSorted()).toEqual(["index", "mailbox", "people", "queue"]);
  expect(tablesWith(own).toSorted()).toEqual(["due", "index", "mailbox", "people", "queue"]);
  expect(filesWith(folder, ADA)).toEqual(["dripstack.sqlite"]);
});

test("an erasure leaves nothing of what was told: in no answer, row, byte or log", async () => {
  await start();
  expect(await namedByJob(job)).toEqual({ ada: true, bob: true });
  await must("DELETE", `/v1/contacts/${ADA}-id`);
  expect(await namedByJob(job)).toEqual({ ada: false, bob: true });
  const again = (path: string, body: object, key: string) =>
    program.call("POST", path, body, { "idempotency-key": key });
  const { mail, twice, simulate } = keyed(ADA);
  const statuses = [
    await again("/v1/messages", mail, `${ADA}-mail`),
    await again(
      "/v1/sequences/carts/enrollments/bulk",
      { ...twice, data: { cart: `${ADA}-third` } },
      `${ADA}-bulk`,
    ),
    await again("/v1/sequences/carts/simulate", simulate, `${ADA}-simulate`),
  ].map(({ status }) => status);
  expect(statuses).toEqual([409, 409, 404]);
  expect(await stop()).toBe(0);
  expect(rowsWith(folder, ADA)).toEqual([]);
  expect(filesWith(folder, ADA)).toEqual([]);
  expect(logs.filter((log) => log.includes(ADA))).toEqual([]);
  expect(tablesWith(BOB).toSorted()).toEqual(["index", "mailbox", "people"]);
});

test("two days later our own id of the contact is in no row, byte or log either, and others are as they were", async () => {
  expect(tablesWith(own).toSorted()).toEqual(["due", "index", "queue"]);
  await start();
  await pass("P2D");
  const { items } = await must("GET", "/v1/sequences/carts/enrollments");
  expect(items.map(({ key }: { key: string }) => key).toSorted()).toEqual(
    ["cart", "fourth", "other", "third"].map((cart) => `${BOB}-${cart}`),
  );
  expect(await stop()).toBe(0);
  for (const text of [own, ADA]) {
    expect(rowsWith(folder, text)).toEqual([]);
    expect(filesWith(folder, text)).toEqual([]);
    expect(logs.filter((log) => log.includes(text))).toEqual([]);
  }
  expect(tablesWith(BOB).toSorted()).toEqual(["index", "mailbox", "people"]);
});
