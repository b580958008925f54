import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { CONSOLE_HEADERS } from "#infra/console/headers.ts";
import { browsing, CHROMIUM, canBrowse, FLAGS, USER_AGENT } from "#test/support/chromium.ts";
import { type Edge, openEdge } from "../machine/edge.ts";
import type { Stage } from "./stage.ts";

const GUEST = "guest-of-the-console@example.com";
/** The page asks what changed every 15 seconds at first. */
const WAIT_MS = 60_000;
const CHANGE = { "x-dripstack-console": "1" };

/** The console at its own address, as a browser meets it. */
export function consoleOf(stage: Stage): void {
  let edge: Edge | undefined;
  let browser: Browser | undefined;
  let page: Page;
  let link = "";
  afterAll(async () => {
    await browser?.close();
    edge?.close();
  });
  const url = () => stage.app.outputs.ConsoleUrl!;
  const chapter = (name: string, act: () => Promise<void>) =>
    test.skipIf(!canBrowse)(browsing(name), act);

  const tab = async () => {
    const options = { ignoreHTTPSErrors: true, userAgent: USER_AGENT, locale: "en-GB" };
    return (await browser!.newContext(options)).newPage();
  };

  test("the command line makes a link that leads to its console", async () => {
    link = await stage.app.signInLink();
    expect(link.replace(/[\w-]{43}$/, "CODE")).toBe(`${url()}/#signin=CODE`);
  });

  chapter("its console opens at its own address, with the headers of the process", async () => {
    const template = join(stage.emulator.folder, "cdk.out", "Dripstack.template.json");
    const { hostname } = new URL(url());
    edge = await openEdge(
      stage.emulator,
      hostname,
      stage.app.apiUrl,
      JSON.parse(readFileSync(template, "utf8")),
    );
    const resolve = `--host-resolver-rules=MAP ${hostname} 127.0.0.1:${edge.port}`;
    browser = await chromium.launch({ executablePath: CHROMIUM, args: [...FLAGS, resolve] });
    page = await tab();
    // A page below the first, as a link to it is opened.
    const answer = await page.goto(`${url()}/sequences/welcome`);
    expect(answer!.status()).toBe(200);
    expect(await answer!.allHeaders()).toMatchObject({
      ...CONSOLE_HEADERS,
      "cache-control": "no-cache",
      "content-type": "text/html; charset=utf-8",
      "strict-transport-security": "max-age=31536000",
    });
    await page.getByLabel("API key").waitFor();
  });

  chapter("the link signs in there without a key: a cookie that goes over TLS alone", async () => {
    await page.goto(link);
    await page.getByRole("heading", { name: "Home" }).waitFor();
    expect(page.url()).toBe(`${url()}/`);
    expect(await page.context().cookies()).toMatchObject([
      { name: "dripstack_session", secure: true, httpOnly: true, sameSite: "Strict" },
    ]);
  });

  chapter("it signs in once: a second browser is told so, and takes a key", async () => {
    const other = await tab();
    await other.goto(link);
    await other.getByRole("alert").filter({ hasText: "was used" }).waitFor();
    await other.getByLabel("API key").fill(stage.app.key);
    await other.keyboard.press("Enter");
    await other.getByRole("heading", { name: "Home" }).waitFor();
    await other.context().close();
  });

  chapter("from there the sequence is opened on its canvas", async () => {
    await page.getByRole("link", { name: "Sequences" }).click();
    await page.getByRole("button", { name: "Welcome" }).first().click();
    await page.locator('[data-node="hello"]').waitFor();
    expect(page.url()).toBe(`${url()}/sequences/welcome`);
  });

  chapter(
    "an event from one of its pages starts a sequence, whose mail the page shows",
    async () => {
      const status = await page.evaluate(
        async ([email, headers]) => {
          const body = JSON.stringify({ events: [{ email, name: "signed_up" }] });
          const type = { "content-type": "application/json" };
          return (
            await fetch("/v1/events", { method: "POST", headers: { ...type, ...headers }, body })
          ).status;
        },
        [GUEST, CHANGE] as const,
      );
      expect(status).toBe(202);
      await stage.mailsTo(GUEST, 1);
      await page.getByRole("link", { name: "Messages" }).click();
      const row = page
        .getByRole("row")
        .filter({ hasText: GUEST })
        .filter({ hasText: /sent|delivered/i });
      await row.first().waitFor({ timeout: WAIT_MS });
    },
  );

  chapter("what the API refuses is its own answer, and a missing file is no page", async () => {
    const missing = await edge!.ask("GET", "/v1/nothing");
    expect(missing).toEqual({ status: 404, type: "application/problem+json" });
    const [cookie] = await page.context().cookies();
    // As from a browser that says only where a request comes from.
    const resume = async (origin: string) => {
      const headers = { ...CHANGE, origin, cookie: `${cookie!.name}=${cookie!.value}` };
      return (await edge!.ask("POST", "/v1/sending/resume", headers)).status;
    };
    expect([await resume("https://evil.example"), await resume(url())]).toEqual([403, 200]);
    expect((await edge!.ask("GET", "/assets/gone-1a2b.js")).status).toBe(403);
    expect((await edge!.ask("POST", "/contacts")).status).toBe(403);
  });

  chapter("signing out there ends the session", async () => {
    await page.getByRole("button", { name: /Signed in with the key/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByLabel("API key").waitFor();
    expect(await page.context().cookies()).toEqual([]);
  });
}
