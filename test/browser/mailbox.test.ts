import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tempFolder } from "#test/support/temp-folder.ts";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const FLAGS =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";
/** A person's browser: a headless one says so and counts as a robot. */
const USER_AGENT =
  "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";

const canRun = existsSync(CHROMIUM);
const name = canRun ? "the mailbox page" : `SKIPPED, there is no ${CHROMIUM}: the mailbox page`;
if (!canRun) process.stderr.write(`${name}\n`);

async function startProcess() {
  const folder = tempFolder("browser");
  const child = spawn(process.execPath, ["infra/standalone/main.ts"], {
    env: { ...process.env, PORT: "0", DRIPSTACK_DATA: folder },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let complaints = "";
  child.stderr.on("data", (data) => {
    complaints += data;
  });
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (data) => resolve(String(data)));
    child.once("exit", () => reject(new Error(complaints)));
  });
  const stop = () => new Promise((resolve) => child.once("exit", resolve) && child.kill());
  const ready: { url: string; mailbox: string; adminKey: string } = JSON.parse(line);
  return { ...ready, stop };
}

describe.skipIf(!canRun && !process.env.CI)(name, () => {
  let dripstack: Awaited<ReturnType<typeof startProcess>>;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    dripstack = await startProcess();
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS.split(" ") });
    const context = await browser.newContext({ userAgent: USER_AGENT });
    page = await context.newPage();
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (/Content Security Policy/.test(message.text())) complaints.push(message.text());
    });
  });
  afterAll(async () => {
    await browser?.close();
    await dripstack?.stop();
  });

  const mails = () => page.locator("#mails button");
  const panel = () => page.locator("#panel");
  const signUp = async (email: string) => {
    const response = await fetch(`${dripstack.url}/v1/events`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${dripstack.adminKey}`,
        "content-type": "application/json",
      },
      body: JSON.stringify({ events: [{ email, name: "signed_up" }] }),
    });
    expect(response.status).toBe(202);
  };

  test("it asks for a key, says that a wrong one is wrong, and takes the right one", async () => {
    await page.goto(dripstack.mailbox);
    await page.getByLabel("API key").fill("drip_wrong");
    await page.getByRole("button", { name: "Open the mailbox" }).click();
    await page.getByText("That key does not open it.").waitFor();
    await page.getByLabel("API key").fill(dripstack.adminKey);
    await page.getByRole("button", { name: "Open the mailbox" }).click();
    await page.getByText("No mail yet").waitFor();
    expect(await page.locator("#hint pre").textContent()).toContain("signed_up");
  });

  test("a key in the fragment is taken, and taken out of the address", async () => {
    const other = await browser.newPage();
    await other.goto(`${dripstack.mailbox}#key=${dripstack.adminKey}`);
    await other.getByText("No mail yet").waitFor();
    expect(other.url()).toBe(dripstack.mailbox);
    await other.close();
  });

  test("a mail appears by itself and is read in all its parts, with the keyboard", async () => {
    await signUp("ada@example.com");
    await mails().first().waitFor();
    expect(await mails().first().textContent()).toContain("ada@example.com");
    await page.keyboard.press("j");
    await page.frameLocator("#panel iframe").getByText("Take the tour").waitFor();
    expect(await page.locator("#panel iframe").getAttribute("sandbox")).not.toMatch(
      /scripts|same-origin/,
    );
    await page.locator("#state[data-state=delivered]").waitFor();

    await page.getByRole("tab", { name: "HTML" }).focus();
    await page.keyboard.press("ArrowRight");
    await panel().getByText("Take the tour").waitFor();
    expect(await panel().textContent()).toContain("/c/");
    await page.getByRole("tab", { name: "Raw" }).click();
    await panel().getByText("Content-Transfer-Encoding: quoted-printable").waitFor();
    await page.getByRole("tab", { name: "Headers" }).click();
    await panel().getByText("X-Dripstack-Message").waitFor();
    expect(await panel().textContent()).toContain("List-Unsubscribe-Post");
  });

  test("a link in the mail opens in a tab of its own, and the page tells of the click", async () => {
    await page.getByRole("tab", { name: "HTML" }).click();
    const followed = page
      .context()
      .waitForEvent("request", (request) => /\/c\//.test(request.url()));
    const popup = page.waitForEvent("popup");
    await page.frameLocator("#panel iframe").getByText("Take the tour").click();
    expect((await followed).url().startsWith(`${dripstack.url}/c/`)).toBe(true);
    await (await popup).close();
    await page.locator("#facts", { hasText: "clicked" }).waitFor();
    expect(page.url()).toBe(dripstack.mailbox);
  });

  test("moving the clock brings the next mail", async () => {
    await signUp("bob@example.com");
    await page.locator("#mails button", { hasText: "bob@example.com" }).waitFor();
    await page.getByRole("button", { name: "+1 day" }).click();
    await page.getByRole("button", { name: "+3 days" }).click();
    await page
      .locator("#mails button", { hasText: "bob@example.com" })
      .filter({ hasText: "One small step" })
      .waitFor();
    expect(await page.locator("#now").textContent()).not.toBe("");
  });

  test("the list is narrowed to one recipient, and a phone shows one thing at a time", async () => {
    await page.getByLabel("Only mails to this address").fill("BOB@example.com");
    const recipients = async () => [...new Set(await page.locator("#mails .to").allTextContents())];
    await expect.poll(recipients, { timeout: 5_000 }).toEqual(["bob@example.com"]);
    await page.setViewportSize({ width: 390, height: 800 });
    await page.getByRole("button", { name: "All mails" }).click();
    expect(await page.locator("#mail").isVisible()).toBe(false);
    await mails().first().click();
    expect(await mails().first().isVisible()).toBe(false);
    expect(complaints).toEqual([]);
  });
});
