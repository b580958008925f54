import { expect, test } from "vitest";
import { makeApi } from "#test/support/api.ts";

const template = (...urls: string[]) => ({
  subject: "Hi",
  html: urls.map((url) => `<a href="${url}">x</a>`).join(""),
});
const hostsOf = async ({ call }: Awaited<ReturnType<typeof makeApi>>) =>
  (await call("GET", "/v1/link-hosts")).body.hosts;

test("the list learns the hosts that saved templates write out, and nothing that comes from data", async () => {
  const api = await makeApi();
  const before = await api.call("GET", "/v1/link-hosts");
  expect([before.body, before.headers.etag]).toEqual([{ hosts: [] }, '"0"']);
  await api.call("PUT", "/v1/templates/a", template("https://B.example/x", "{{ contact.url }}"));
  await api.call("PUT", "/v1/templates/b", template("http://a.example:8080/{{ contact.id }}"));
  const refused = await api.call(
    "PUT",
    "/v1/templates/c",
    template("https://c.example", "javascript:x"),
  );
  expect(refused.status).toBe(422);
  expect(await hostsOf(api)).toEqual(["a.example:8080", "b.example"]);
});

test("it is replaced as a whole, on the version that was seen, each host in the form of addresses", async () => {
  const api = await makeApi();
  await api.call("PUT", "/v1/templates/a", template("https://a.example/x"));
  const put = (hosts: string[], tag: string) =>
    api.call("PUT", "/v1/link-hosts", { hosts }, { headers: { "if-match": tag } });
  const written = await put(["*.Shop.example", "Bücher.example", "bücher.example"], '"1"');
  expect(written.body).toEqual({ hosts: ["*.shop.example", "xn--bcher-kva.example"] });
  expect([written.status, written.headers.etag]).toEqual([200, '"2"']);
  expect((await put([], '"1"')).status).toBe(412);
  expect(await hostsOf(api)).toEqual(written.body.hosts);
});

test("a host that is none is named, and only an admin changes the list", async () => {
  const { call, snapshot } = await makeApi();
  const before = snapshot();
  const hosts = ["a.example", "https://b.example", "*.com"];
  const { status, body } = await call("PUT", "/v1/link-hosts", { hosts });
  expect([status, body.errors.map(({ path }: { path: string }) => path)]).toEqual([
    422,
    ["/hosts/1", "/hosts/2"],
  ]);
  const many = Array.from({ length: 501 }, (_, i) => `h${i}.example`);
  expect((await call("PUT", "/v1/link-hosts", { hosts: many })).status).toBe(422);
  expect((await call("PUT", "/v1/link-hosts", { hosts: [] }, { key: "drip_send" })).status).toBe(
    403,
  );
  expect(snapshot()).toBe(before);
});

test("a full list learns no more, and templates are saved all the same", async () => {
  const api = await makeApi();
  const hosts = Array.from({ length: 500 }, (_, i) => `h${i}.example`);
  await api.call("PUT", "/v1/link-hosts", { hosts });
  const saved = await api.call("PUT", "/v1/templates/a", template("https://new.example/"));
  expect(saved.status).toBe(200);
  expect(await hostsOf(api)).toHaveLength(500);
});

test("lint tells of a sequence that waits for what is not tracked", async () => {
  const { call } = await makeApi();
  const save = (more: object) =>
    call("PUT", "/v1/templates/hello", { ...template("https://a.example/"), ...more });
  const wait = (event: string, next: string | null) => ({
    ...{ kind: "waitFor", event, where: { step: { is: "hello" } }, timeout: "P1D" },
    ...{ next, otherwise: next },
  });
  await call("PUT", "/v1/sequences/welcome", {
    name: "Welcome",
    enter: [{ event: "signed_up" }],
    start: "hello",
    steps: {
      hello: { kind: "send", template: "hello", next: "click" },
      click: wait("message.clicked", "open"),
      open: wait("message.opened", null),
    },
  });
  const found = async () =>
    (await call("GET", "/v1/sequences/welcome/lint")).body.findings
      .filter(({ code }: { code: string }) => code === "untracked-event")
      .map(({ path }: { path: string }) => path);
  await save({});
  expect(await found()).toEqual(["/steps/open"]);
  await call("PUT", "/v1/settings", { trackOpens: true });
  expect(await found()).toEqual([]);
  await save({ trackClicks: false, trackOpens: false });
  expect(await found()).toEqual(["/steps/click", "/steps/open"]);
  await save({ html: "<p>no links</p>" });
  expect(await found()).toEqual(["/steps/click"]);
});

test("a save answers with warnings, and what was saved shows its tracking", async () => {
  const { call } = await makeApi();
  const source = { ...template("", "{{ contact.url }}"), trackClicks: false, trackOpens: false };
  const quiet = await call("PUT", "/v1/templates/a", source);
  expect(quiet.body).toMatchObject({
    trackClicks: false,
    trackOpens: false,
    warnings: [{ path: "/html", message: "a link has no address and leads nowhere" }],
  });
  const tracked = await call("PUT", "/v1/templates/a", { ...source, trackClicks: true });
  expect(tracked.body.version).toBe(2);
  expect(tracked.body.warnings).toEqual([
    expect.anything(),
    { path: "/html", message: expect.stringMatching(/"\{\{ contact.url \}\}" comes from data/) },
  ]);
  expect((await call("GET", "/v1/templates/a")).body).not.toHaveProperty("warnings");
});
