import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { eventually, Program } from "#test/support/program.ts";
import { answering, Receiver, type Script } from "#test/support/receiver.ts";
import { tempFolder } from "#test/support/temp-folder.ts";

const folder = tempFolder();
let program: Program;
let receiver: Receiver | undefined;
beforeAll(async () => {
  program = await Program.start(folder, { DRIPSTACK_WEBHOOK_HOSTS: "127.0.0.1" });
});
afterEach(async () => {
  await receiver?.stop();
  receiver = undefined;
});
afterAll(async () => {
  await program.end("SIGKILL");
});

const advance = (by: string) => program.call("POST", "/v1/dev/clock", { advance: by });
const subjectsTo = async (to: string): Promise<string[]> => {
  const { body } = await program.call("GET", `/v1/mailbox?to=${encodeURIComponent(to)}`);
  return body.items.map(({ subject }: { subject: string }) => subject);
};

/** A live sequence that asks `url` for a score and goes on to one of two mails. */
async function ask(name: string, url: string, step: object = {}): Promise<void> {
  const definition = {
    name,
    enter: [{ event: name }],
    start: "score",
    steps: {
      score: {
        ...{
          kind: "webhook",
          url,
          body: { item: { event: "item" } },
          map: { score: "data.score" },
        },
        ...{ next: "good", otherwise: "bad", ...step },
      },
      good: { kind: "send", template: "welcome-hello", next: null },
      bad: { kind: "send", template: "welcome-nudge", next: null },
    },
  };
  const put = await program.call("PUT", `/v1/sequences/${name}`, definition);
  expect([put.status, put.body.errors]).toEqual([200, undefined]);
  const published = await program.call("POST", `/v1/sequences/${name}/publish`);
  expect(published.status).toBe(200);
}

const happens = (name: string, email: string) =>
  program.call("POST", "/v1/events", { events: [{ email, name, data: { item: "hat" } }] });

const start = async (script: Script) => {
  receiver = await Receiver.start(script);
  return receiver;
};
const scored = answering(200, '{"data":{"score":7}}');

test("a step calls an external system once, signed, and keeps its answer", async () => {
  const { url, got } = await start(scored);
  await ask("scored", `${url}/score`);
  await happens("scored", "ada@example.com");
  await eventually(async () => (await subjectsTo("ada@example.com"))[0] === "Welcome!");
  await advance("P1D");
  expect(got).toHaveLength(1);
  const [{ path, headers, body }] = got as [(typeof got)[0]];
  expect(path).toBe("/score");
  const { secret } = (await program.call("GET", "/v1/webhook-secret")).body;
  const said = new Webhook(secret).verify(body, headers as Record<string, string>);
  expect(said).toMatchObject({
    type: "sequence.step",
    data: {
      sequence: "scored",
      step: "score",
      item: "hat",
      contact: { email: "ada@example.com" },
      event: { name: "scored", data: { item: "hat" } },
    },
  });
  const { contact } = (said as { data: { contact: { id: string } } }).data;
  const found = await program.call("GET", `/v1/contacts/${contact.id}`);
  expect(found.body.attributes).toEqual({ score: 7 });
});

test("a server that fails twice is asked again under the same id, and then the run goes on", async () => {
  const { url, got } = await start((response, n) =>
    n < 2 ? answering(500)(response, n) : scored(response, n),
  );
  await ask("shaky", url);
  await happens("shaky", "bob@example.com");
  await eventually(async () => got.length === 1);
  await advance("PT10M");
  expect(got).toHaveLength(3);
  expect(new Set(got.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  expect(new Set(got.map(({ body }) => body)).size).toBe(1);
  expect(await subjectsTo("bob@example.com")).toEqual(["Welcome!"]);
  // Our clock was moved, the receiver's was not.
  const last = got.at(-1)!;
  const { secret } = (await program.call("GET", "/v1/webhook-secret")).body;
  new Webhook(secret).verify(last.body, last.headers as Record<string, string>);
});

test("when no server listens, the run takes the failure branch after its attempts", async () => {
  const { url } = await start(scored);
  await receiver!.stop();
  await ask("silent", url, { attempts: 2 });
  await happens("silent", "eve@example.com");
  await advance("PT30S");
  expect(await subjectsTo("eve@example.com")).toEqual([]);
  await advance("PT10M");
  expect(await subjectsTo("eve@example.com")).toEqual(["One small step"]);
});

test("a server that refuses is not asked again", async () => {
  const { url, got } = await start(answering(404));
  await ask("refused", url);
  await happens("refused", "pat@example.com");
  await eventually(async () => (await subjectsTo("pat@example.com"))[0] === "One small step");
  expect(got).toHaveLength(1);
});

test("the clock waits for a request that is under way", async () => {
  const { url, got } = await start((response, n) => setTimeout(() => scored(response, n), 400));
  await ask("slow", url);
  await happens("slow", "sam@example.com");
  await advance("P1D");
  expect(got).toHaveLength(1);
  expect(await subjectsTo("sam@example.com")).toEqual(["Welcome!"]);
});

test("a message to the team is posted as its text, whatever comes of it", async () => {
  const { url, got } = await start(answering(400));
  await program.call("PUT", "/v1/sequences/told", {
    name: "Told",
    enter: [{ event: "told" }],
    start: "tell",
    steps: {
      tell: { kind: "notify", url, text: "{{ event.item }} was bought", next: "mail" },
      mail: { kind: "send", template: "welcome-hello", next: null },
    },
  });
  expect((await program.call("POST", "/v1/sequences/told/publish")).status).toBe(200);
  await happens("told", "kim@example.com");
  await eventually(async () => (await subjectsTo("kim@example.com")).length === 1);
  expect(JSON.parse(got[0]!.body)).toEqual({ text: "hat was bought" });
  expect(got[0]!.headers["webhook-signature"]).toMatch(/^v1,/);
});

test("the secret of requests is shown to an admin, and an address with a password is refused", async () => {
  const read = (await program.call("POST", "/v1/keys", { name: "r", scopes: ["read"] })).body.key;
  const headers = { authorization: `Bearer ${read}` };
  const denied = await fetch(`${program.ready.url}/v1/webhook-secret`, { headers });
  expect(denied.status).toBe(403);
  const steps = { a: { kind: "webhook", url: "https://u:p@example.com/", next: null } };
  const definition = { name: "x", enter: [{ event: "x" }], start: "a", steps };
  const put = await program.call("PUT", "/v1/sequences/x", definition);
  expect([put.status, put.body.errors[0].path]).toEqual([422, "/steps/a/url"]);
});

test("a source posts events of contacts over the wire, and none of the engine's own", async () => {
  const { url, secret } = (await program.call("POST", "/v1/sources", { id: "shop" })).body;
  const post = async (type: string, to = url) => {
    const [id, at] = [`msg_${type}`, new Date()];
    const body = JSON.stringify({ type, data: { email: "lee@example.com", sequence: "welcome" } });
    const headers = {
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": new Webhook(secret).sign(id, at, body),
    };
    return (await fetch(to, { method: "POST", headers, body })).status;
  };
  expect(await post("sequence.enrolled")).toBe(422);
  expect(await post("signed_up", url.replace("shop", "crm"))).toBe(404);
  expect(await subjectsTo("lee@example.com")).toEqual([]);
  expect(await post("signed_up")).toBe(202);
  await eventually(async () => (await subjectsTo("lee@example.com")).length === 1);
  expect((await program.call("DELETE", "/v1/sources/shop")).status).toBe(204);
  expect(await post("signed_up")).toBe(404);
});

test("no request goes to an address that is not public, except to the hosts that the setting names", async () => {
  const { url, got } = await start(scored);
  await ask("inside", url.replace("127.0.0.1", "localhost"));
  const event = { contactId: "kim", email: "kim@example.com", name: "inside" };
  await program.call("POST", "/v1/events", { events: [event] });
  await eventually(async () => (await subjectsTo("kim@example.com"))[0] === "One small step");
  expect(got).toEqual([]);
  const { items } = (await program.call("GET", "/v1/contacts/kim/timeline")).body;
  expect(JSON.stringify(items)).toMatch(/insecure|private/);
});
