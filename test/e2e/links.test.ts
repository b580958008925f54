import { expect, test } from "vitest";
import { oneProgram } from "#test/support/one-program.ts";
import { eventually } from "#test/support/program.ts";

const program = oneProgram();

const call: typeof program.call = async (...given) => {
  const answer = await program.call(...given);
  expect([given[1], answer.status, answer.body.errors]).toEqual([
    given[1],
    expect.any(Number),
    undefined,
  ]);
  return answer;
};
const advance = (by: string) => call("POST", "/v1/dev/clock", { advance: by });
const mailsTo = async (to: string) =>
  (await call("GET", `/v1/mailbox?to=${encodeURIComponent(to)}`)).body.items;
const isTracked = (url: string) => url.includes("/c/");
const follow = (url: string) => fetch(url, { redirect: "manual" });

const PRODUCTS = `{% for p in LIST %}<a href="{{ p.url }}">{{ p.name }}</a> {% endfor %}`;
const loop = (list: string) => PRODUCTS.replace("LIST", list);
const shop = (path: string) => ({ name: path, url: `https://shop.example/${path}` });

/** Sends a mail by the API; resolves with it as it lies in the mailbox, and as the API shows it. */
async function send(templateId: string, to: string, data: object, more: object = {}) {
  const { id } = (await call("POST", "/v1/messages", { to, templateId, data, ...more })).body;
  const mail = await eventually(async () =>
    (await mailsTo(to)).find(({ messageId }: { messageId: string }) => messageId === id),
  );
  const message = (await call("GET", `/v1/messages/${id}`)).body;
  return { id, links: mail.links as string[], message };
}

test("a person who clicked on a product of a loop is not nudged", async () => {
  await call("PUT", "/v1/templates/cart", {
    subject: "Your cart",
    html: `<a href="https://shop.example/">Shop</a> ${loop("event.products")}`,
  });
  await call("PUT", "/v1/templates/cart-nudge", { subject: "Still there", html: "<p>Hi</p>" });
  const waitFor = { event: "message.clicked", where: { step: { is: "mail" } }, timeout: "P1D" };
  await call("PUT", "/v1/sequences/cart", {
    name: "Cart",
    enter: [{ event: "left_cart" }],
    start: "mail",
    steps: {
      mail: { kind: "send", template: "cart", next: "click" },
      click: { kind: "waitFor", ...waitFor, next: null, otherwise: "nudge" },
      nudge: { kind: "send", template: "cart-nudge", next: null },
    },
  });
  await call("POST", "/v1/sequences/cart/publish");
  const data = { products: [shop("hat"), shop("scarf")] };
  const people = ["clicks@example.com", "sleeps@example.com"];
  const events = people.map((email) => ({ email, name: "left_cart", data }));
  await call("POST", "/v1/events", { events });
  const mail = await eventually(async () => (await mailsTo(people[0]!))[0]);
  const tracked = [...new Set<string>(mail.links.filter(isTracked))];
  expect(tracked).toHaveLength(3);
  const targets = await Promise.all(
    tracked.map(async (url) => (await fetch(url, { method: "HEAD", redirect: "manual" })).headers),
  );
  const scarf = targets.findIndex((headers) => headers.get("location")?.endsWith("/scarf"));
  const click = await follow(tracked[scarf]!);
  expect([click.status, click.headers.get("location")]).toEqual([
    302,
    "https://shop.example/scarf",
  ]);

  await advance("P2D");
  const subjects = async (to: string) =>
    (await mailsTo(to)).map(({ subject }: { subject: string }) => subject);
  expect(await subjects(people[0]!)).toEqual(["Your cart"]);
  expect(await subjects(people[1]!)).toEqual(["Still there", "Your cart"]);
});

test("data leads only to hosts that are allowed, when it is mailed and when it is clicked", async () => {
  await call("PUT", "/v1/templates/partners", { subject: "Partners", html: loop("data.list") });
  const to = "partners@example.com";
  const list = [
    { name: "a", url: "https://eu.partner.example/a" },
    { name: "b", url: "https://evil.example/b" },
    { name: "c", url: "https://x:y@eu.partner.example/c" },
    { name: "d" },
  ];
  const before = await send("partners", to, { list });
  expect(before.links.filter(isTracked)).toEqual([]);
  expect(before.links).toEqual(
    expect.arrayContaining(["https://eu.partner.example/a", "https://evil.example/b"]),
  );
  expect(before.message.state).not.toBe("refused");
  expect(before.message.notes).toEqual([
    "the link {{ p.url }} leads to a host that is not allowed: it is not tracked",
    "the link {{ p.url }} is not a web address: it leads nowhere",
    "the link {{ p.url }} has no address: it leads nowhere",
  ]);

  const learned: string[] = (await call("GET", "/v1/link-hosts")).body.hosts;
  expect(learned).toContain("example.com");
  await call("PUT", "/v1/link-hosts", { hosts: [...learned, "*.partner.example"] });
  const { links } = await send("partners", to, { list });
  const [tracked, ...others] = [...new Set(links.filter(isTracked))];
  expect(others).toEqual([]);
  expect(links).toContain("https://evil.example/b");
  expect((await follow(tracked!)).headers.get("location")).toBe("https://eu.partner.example/a");

  await call("PUT", "/v1/link-hosts", { hosts: learned });
  expect((await follow(tracked!)).status).toBe(404);
});

const SECRET = "s3cr3t-t0ken";
const reset = (more: string) =>
  `<a href="https://example.com/reset?t={{ data.token }}"${more}>Reset</a> <a href="https://example.com/help">Help</a>`;

test.each([
  ["a link", reset(" data-no-track"), {}, {}, 1],
  ["a template", reset(""), { trackClicks: false }, {}, 0],
  ["a message", reset(""), {}, { trackClicks: false }, 0],
])(
  "a sensitive link is not tracked and not kept: click tracking off for %s",
  async (what, html, source, more, others) => {
    const name = `reset-${what.slice(2)}`;
    await call("PUT", `/v1/templates/${name}`, { subject: "Reset", html, ...source });
    const to = `${name}@example.com`;
    const { id, links, message } = await send(name, to, { token: SECRET }, more);
    expect(new Set(links.filter(isTracked)).size).toBe(others);
    expect(links).toContain(`https://example.com/reset?t=${SECRET}`);
    const raw = (await call("GET", `/v1/mailbox/${id}/raw`)).body as string;
    expect(raw).not.toContain("no-track");
    await eventually(
      async () => (await call("GET", `/v1/messages/${id}`)).body.state === "delivered",
    );
    const timeline = await call("GET", `/v1/contacts/${message.contactId}/timeline`);
    expect(JSON.stringify([message, timeline.body])).not.toContain(SECRET);
  },
);

test("links outlive rotations of their key, and die when it is revoked", async () => {
  await call("PUT", "/v1/templates/offer", {
    subject: "Offer",
    html: `<a href="https://shop.example/offer">Offer</a>`,
  });
  const to = "rotates@example.com";
  const statuses = async (links: string[]) =>
    Promise.all(links.map(async (url) => (await follow(url)).status));
  const old = (await send("offer", to, {})).links;
  const rotated = await call("POST", "/v1/secrets/signing/rotate");
  expect(rotated.status).toBe(201);
  const [first, next] = rotated.body.keys;
  expect([first.current, next.current]).toEqual([false, true]);
  const fresh = (await send("offer", to, {})).links;
  expect(old.every((url) => url.includes(first.id))).toBe(true);
  expect(fresh.every((url) => url.includes(next.id))).toBe(true);
  const good = await statuses(old);
  expect(good).not.toContain(404);
  expect(await statuses(fresh)).toEqual(good);
  await call("DELETE", `/v1/secrets/signing/keys/${first.id}`);
  expect(await statuses(old)).toEqual(old.map(() => 404));
  expect(await statuses(fresh)).toEqual(good);
  const last = await program.call("DELETE", `/v1/secrets/signing/keys/${next.id}`);
  expect(last.status).toBe(409);
});
