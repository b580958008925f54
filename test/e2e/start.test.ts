import { chmodSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Program } from "#test/support/program.ts";
import { tempFolder } from "#test/support/temp-folder.ts";

const KEY = "drip_start_test_key_0123456789";

/**
 * So short that the sample is caught before it is in place, and long enough to leave the program
 * some of the machine.
 */
const PAUSE_MS = 10;

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/**
 * The answers of the health check up to the first good one, and at once what the API says of the
 * sample and of an event.
 */
async function useAsSoonAsHealthy(url: string, isOver: () => boolean) {
  const call = (method: string, path: string, body?: object) =>
    fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
  const early = new Set<number>();
  for (;;) {
    const health = await call("GET", "/v1/health").catch(() => undefined);
    await health?.arrayBuffer();
    if (health?.status === 200) break;
    if (health) early.add(health.status);
    if (isOver()) throw new Error("it never became healthy");
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  const events = [{ email: "ada@example.com", name: "signed_up" }];
  const posted = await call("POST", "/v1/events", { events });
  await call("POST", "/v1/dev/clock", { advance: "PT1M" });
  const mails = await call("GET", "/v1/mailbox?to=ada@example.com");
  const { items } = (await mails.json()) as { items: { subject: string }[] };
  return { early, posted: posted.status, subjects: items.map(({ subject }) => subject) };
}

test("as soon as the health check is good, the sample lets people in", async () => {
  const folder = tempFolder();
  const port = await freePort();
  let isOver = false;
  const used = useAsSoonAsHealthy(`http://127.0.0.1:${port}`, () => isOver);
  const program = await Program.start(folder, { PORT: String(port), DRIPSTACK_ADMIN_KEY: KEY });
  try {
    // What it says before is that it is starting, and nothing else.
    const { early, ...rest } = await used;
    expect([...early].filter((status) => status !== 503)).toEqual([]);
    expect(rest).toEqual({ posted: 202, subjects: ["Welcome!"] });
  } finally {
    isOver = true;
    await program.end("SIGKILL");
  }
});

/** Uses the link of the ready line, as the console does, and then once more. */
async function signInTwice({ ready, said }: Program) {
  const code = /#signin=(.*)$/.exec(ready.console!)![1]!;
  expect(said.split(code)).toHaveLength(2);
  const headers = { "content-type": "application/json" };
  const signIn = () =>
    fetch(`${ready.url}/v1/sessions`, { method: "POST", headers, body: JSON.stringify({ code }) });
  const first = await signIn();
  const cookie = first.headers.getSetCookie()[0]!.split(";")[0]!;
  const me = await fetch(`${ready.url}/v1/me`, { headers: { cookie } });
  const { via, name } = (await me.json()) as { via: string; name: string };
  return [first.status, (await signIn()).status, { via, name }];
}

test("in a folder that was open to all, what the process writes is for its user alone", async () => {
  const folder = tempFolder();
  chmodSync(folder, 0o755);
  const program = await Program.start(folder, { DRIPSTACK_SAMPLE: "0" });
  try {
    const paths = [folder, ...readdirSync(folder).map((name) => join(folder, name))];
    const open = paths.filter((path) => (statSync(path).mode & 0o077) !== 0);
    expect([paths.length > 3, open]).toEqual([true, []]);
    // Both of its outputs are pipes here: the key is in the line for programs.
    expect(program.ready.adminKey).toMatch(/^drip_/);
    expect(await signInTwice(program)).toEqual([201, 401, { via: "session", name: "first" }]);
  } finally {
    await program.end("SIGKILL");
  }
});

test("an open stream of changes does not hold up a stop", async () => {
  const program = await Program.start(tempFolder(), { DRIPSTACK_ADMIN_KEY: KEY });
  const stream = await fetch(`${program.ready.url}/v1/changes/stream?topics=settings`, {
    headers: { authorization: `Bearer ${KEY}` },
  });
  const events = stream.body!.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
  expect((await events.next()).value).toContain('"topic":"settings"');
  await program.call("PUT", "/v1/settings", {});
  expect((await events.next()).value).toContain('"topic":"settings"');
  expect(await program.end("SIGTERM")).toBe(0);
  expect((await events.next()).done).toBe(true);
});
