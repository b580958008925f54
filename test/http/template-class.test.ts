import { beforeEach, expect, test } from "vitest";
import { HOUR_MS } from "#shared/kernel/time.ts";
import { readMessage } from "#shared/messaging/messages/index.ts";
import { startWheels } from "#shared/scheduler/index.ts";
import { type Api, makeApi, setUpSending } from "#test/support/api.ts";
import { makeDays } from "#test/support/days.ts";

const CLASSES = [undefined, "marketing", "transactional"] as const;
type Declared = (typeof CLASSES)[number];

let days: Awaited<ReturnType<typeof makeDays>>;
let api: Api;
beforeEach(async () => {
  days = await makeDays();
  api = await makeApi(days.world);
  await startWheels(days.world);
  await setUpSending(api);
});

const save = async (declared: Declared, id = "news") => {
  const body = { subject: "News", html: "<p>Hello</p>", class: declared };
  const answer = await api.call("PUT", `/v1/templates/${id}`, body);
  expect([answer.status, answer.body.class]).toEqual([200, declared]);
  return answer.body.version;
};
const post = (key = "drip_admin", to = "ada@example.com") =>
  api.call("POST", "/v1/messages", { to, templateId: "news" }, { key });
const row = async (id: string) => (await readMessage(days.world, id))!.data;
const sendsNews = {
  name: "Tour",
  enter: [{ event: "went" }],
  start: "hello",
  steps: { hello: { kind: "send", template: "news", next: null } },
};
const tellsTeam = {
  ...sendsNews,
  steps: { hello: { kind: "notify", email: "team@example.com", template: "news", next: null } },
};
const publish = async (definition: object) => {
  expect((await api.call("PUT", "/v1/sequences/tour", definition)).status).toBe(200);
  return api.call("POST", "/v1/sequences/tour/publish");
};
const lint = async () =>
  (await api.call("GET", "/v1/sequences/tour/lint")).body.findings
    .map(({ code }: { code: string }) => code)
    .filter((code: string) => code === "wrong-class");

const WRONG = {
  transactional:
    'template "news" is declared marketing, and this mail is transactional: save it with "class": "transactional", or send another',
  marketing:
    'template "news" is declared transactional, and this mail is marketing: save it with "class": "marketing", or send another',
};

test.each<[Declared, "posted" | null, "in a sequence" | null]>([
  [undefined, "posted", "in a sequence"],
  ["marketing", null, "in a sequence"],
  ["transactional", "posted", null],
])("a template declared %s is sent %s, %s", async (declared, posted, inSequence) => {
  await save(declared);
  const answer = await post();
  expect(answer.status).toBe(posted ? 202 : 422);
  if (!posted) {
    expect(answer.body.errors).toEqual([{ path: "/templateId", message: WRONG.transactional }]);
  }
  const published = await publish(sendsNews);
  expect([published.status, await lint()]).toEqual(inSequence ? [200, []] : [422, ["wrong-class"]]);
  if (!inSequence) expect(published.body.errors[0].path).toBe("/steps/hello/template");
});

test.each(CLASSES)("the team is told by a template declared %s", async (declared) => {
  await save(declared);
  expect((await publish(tellsTeam)).status).toBe(200);
  await api.call("POST", "/v1/events", { events: [{ email: "ada@example.com", name: "went" }] });
  await days.pass(HOUR_MS);
  expect(days.sent.map(({ to }) => to)).toEqual(["team@example.com"]);
});

test("another class is another version, none may be made up, and one that is left out is none", async () => {
  expect(await save("marketing")).toBe(1);
  expect(await save("marketing")).toBe(1);
  expect(await save("transactional")).toBe(2);
  expect(await save(undefined)).toBe(3);
  expect((await api.call("GET", "/v1/templates/news")).body).not.toHaveProperty("class");
  const wrong = { subject: "News", html: "<p>Hello</p>", class: "bulk" };
  const answer = await api.call("PUT", "/v1/templates/news", wrong);
  expect([answer.status, answer.body.errors[0].path]).toEqual([422, "/class"]);
});

test.each<[Declared, Declared, boolean]>([
  ["marketing", undefined, true],
  ["transactional", undefined, true],
  ["marketing", "transactional", false],
  ["marketing", "marketing", false],
  [undefined, undefined, false],
  [undefined, "marketing", false],
])("a save after %s as %s warns of a class that is left out: %s", async (before, now, warns) => {
  const put = async (declared: Declared, html: string) =>
    (await api.call("PUT", "/v1/templates/news", { subject: "News", html, class: declared })).body;
  expect((await put(before, "<p>Hello</p>")).warnings).toBeUndefined();
  const warning = {
    path: "/class",
    message: `is left out, and was "${before}" before: it is named in each save`,
  };
  expect((await put(now, "<p>Bye</p>")).warnings).toEqual(warns ? [warning] : undefined);
  expect((await put(now, "<p>Bye</p>")).warnings).toBeUndefined();
});

test("a class that is declared after a mail was decided holds it, until it fits again", async () => {
  await save(undefined);
  const { id } = (await post()).body;
  await save("marketing");
  await days.pass(HOUR_MS);
  expect(await row(id)).toMatchObject({ status: "held", reason: WRONG.transactional });
  expect(days.sent).toEqual([]);
  await save("transactional");
  await days.pass(HOUR_MS);
  expect(await row(id)).toMatchObject({ status: "sent", class: "transactional" });
  expect(days.sent).toHaveLength(1);
});

test("so does one for a live sequence, as a simulation and explain tell", async () => {
  await save(undefined);
  expect((await publish(sendsNews)).status).toBe(200);
  await save("transactional");
  const events = [{ email: "ada@example.com", name: "went" }];
  const script = { events: [{ at: "PT0S", event: "went" }] };
  const simulated = await api.call("POST", "/v1/sequences/tour/simulate", script);
  const told = simulated.body.timeline.map(({ decision, reason }: Record<string, string>) =>
    reason ? `${decision}: ${reason}` : decision,
  );
  expect(told).toContain(`held: ${WRONG.marketing}`);
  expect(told).not.toContain("sent");
  expect(told).toContain("dropped: late");

  await api.call("POST", "/v1/events", { events });
  await days.pass(HOUR_MS);
  const contact = (await api.call("GET", "/v1/sequences/tour/enrollments")).body;
  expect([contact.items.length, days.sent]).toEqual([0, []]);
  const held = await heldMail();
  expect(held).toMatchObject({ status: "held", reason: WRONG.marketing, class: "marketing" });
  await save("marketing");
  await days.pass(HOUR_MS);
  expect(days.sent.map(({ to }) => to)).toEqual(["ada@example.com"]);
});

async function heldMail() {
  const rows = days.database.sql.prepare("SELECT data FROM people WHERE sk LIKE 'c#%'").all();
  return rows.map(({ data }) => JSON.parse(data as string))[0];
}

test.each<[string, Declared, string]>([
  ["drip_admin", undefined, "sent"],
  ["drip_admin", "transactional", "sent"],
  ["drip_send", undefined, "dropped"],
  ["drip_send", "transactional", "sent"],
])(
  "to who unsubscribed, by the key %s with a template declared %s: %s",
  async (key, declared, end) => {
    await save(declared);
    const unsubscribed = { email: "ada@example.com", subscribed: false };
    expect((await api.call("PUT", "/v1/contacts/ada", unsubscribed)).status).toBe(200);
    const toAda = (await post(key)).body.id;
    const toBob = (await post(key, "bob@example.com")).body.id;
    await days.pass(HOUR_MS);
    const { status, reason } = await row(toAda);
    expect([status, reason]).toEqual([end, end === "sent" ? undefined : "unsubscribed"]);
    expect((await row(toBob)).status).toBe("sent");
  },
);
