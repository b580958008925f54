import { expect, test } from "vitest";
import { suppress } from "#shared/audience/consent/index.ts";
import { addressHash } from "#shared/audience/profiles/index.ts";
import { deliver } from "#shared/messaging/delivery/index.ts";
import { makeApi, setUpSending } from "#test/support/api.ts";

const SECRET = "s3cr3t-t0ken";
const reset = (more = "") =>
  `<a href="https://a.example/reset?t={{ data.token }}"${more}>Reset</a>`;

/** Posts a mail with a secret link, which is stored until it is delivered, and delivers it. */
async function mailed(source: object, more: object, before?: (world: World) => Promise<unknown>) {
  const api = await makeApi();
  await setUpSending(api);
  const saved = await api.call("PUT", "/v1/templates/reset", { subject: "Reset", ...source });
  expect(saved.status).toBe(200);
  const mail = { to: "ada@example.com", templateId: "reset", data: { token: SECRET }, ...more };
  const { id } = (await api.call("POST", "/v1/messages", mail)).body;
  expect(api.snapshot()).toContain(SECRET);
  await before?.(api.world);
  await deliver(api.world, [id], "deliver-now");
  const { state } = (await api.call("GET", `/v1/messages/${id}`)).body;
  return { state, stored: api.snapshot(), logged: JSON.stringify(api.logged) };
}
type World = Awaited<ReturnType<typeof makeApi>>["world"];

test.each([
  ["a link", { html: reset(" data-no-track") }, {}],
  [
    "a link of a loop",
    { html: `{% for i in (1..1) %}${reset(" data-no-track")}{% endfor %}{% assign data = data %}` },
    {},
  ],
  ["a template", { html: reset(), trackClicks: false }, {}],
  ["a message", { html: reset() }, { trackClicks: false }],
])("what is not tracked is stored nowhere once the mail is out: %s", async (_, source, more) => {
  const { state, stored, logged } = await mailed(source, more);
  expect(state).toBe("sent");
  expect(stored).not.toContain(SECRET);
  expect(logged).not.toContain(SECRET);
});

test("a tracked link is stored: its click needs it", async () => {
  expect((await mailed({ html: reset() }, {})).stored).toContain(SECRET);
});

test("the data of a mail that is dropped goes with it", async () => {
  const { state, stored } = await mailed({ html: reset() }, {}, async (world) => {
    const hash = await addressHash(world, "ada@example.com");
    await suppress(world, hash, { reason: "hard-bounce", at: world.clock.now() }, "operator");
  });
  expect(state).toBe("dropped");
  expect(stored).not.toContain(SECRET);
});
