import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import { describeConsole } from "./support/console.ts";

const HOSTILE = '<img src=x onerror="alert(1)">';

describeConsole("the palette", (shown) => {
  let page: Page;
  beforeAll(async () => {
    const draft = await shown.call("GET", "/v1/sequences/welcome");
    await shown.call("PUT", "/v1/sequences/hostile", { ...draft.draft, name: HOSTILE });
    await shown.call("PUT", "/v1/contacts/marie-1", { email: "marie@example.com" });
    const mail = { subject: "Ready for launch", html: "<p>Hi</p>", text: "Hi" };
    await shown.call("PUT", "/v1/templates/launch-mail", mail);
    const age = { attribute: "age", gte: 18 };
    const adults = { name: "Grown-ups", condition: age };
    await shown.call("PUT", "/v1/segments/adults", adults);
    page = await shown.open("/");
    await page.getByRole("heading", { level: 1, name: "Home" }).waitFor();
  });
  const typing = () => page.getByRole("combobox", { name: "Search or jump to…" });
  const options = () => page.getByRole("option");

  test("opens by its key, is without fault, and leads to a place", async () => {
    await page.keyboard.press("Control+k");
    await typing().waitFor();
    expect(await violations(page)).toEqual([]);
    await typing().fill("oper");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Operations" }).waitFor();
    expect(await typing().count()).toBe(0);
  });

  test("offers the actions of the page, and runs one", async () => {
    await page.keyboard.press("Control+k");
    await typing().fill("stop");
    await options().filter({ hasText: "Stop sending" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("Stop all sending?").waitFor();
    await page.keyboard.press("Escape");
    await page.getByText("Stop all sending?").waitFor({ state: "detached" });
  });

  test("finds sequences by name, hostile ones as text, and opens one by keys alone", async () => {
    await page.keyboard.press("Control+k");
    await typing().fill("<img");
    await options().filter({ hasText: HOSTILE }).waitFor();
    await typing().fill("welc");
    await options().filter({ hasText: "Welcome" }).first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/sequences\/welcome/);
  });

  test.each([
    ["marie@", "marie@example.com", "marie-1", /\/contacts\/marie-1/],
    ["launch", "Ready for launch", "launch-mail", /\/templates\/launch-mail/],
    ["grown", "Grown-ups", "adults", /\/segments\/adults/],
  ])("finds what begins with %s, and leads to its page", async (typed, label, hint, address) => {
    await page.keyboard.press("Control+k");
    await typing().fill(typed);
    const option = options().filter({ hasText: label });
    await option.filter({ hasText: hint }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(address);
    await page.getByRole("heading", { level: 1 }).waitFor();
  });

  test("says when nothing fits, and Escape gives the focus back", async () => {
    await page.goto(`${shown.url}/operations`);
    const opener = page.getByRole("button", { name: /^Search/ });
    await opener.click();
    await typing().fill("zzzz");
    await page.getByText("Nothing matches.").waitFor();
    await page.keyboard.press("Escape");
    await typing().waitFor({ state: "detached" });
    await expect
      .poll(() => opener.evaluate((one) => one === one.ownerDocument.activeElement))
      .toBe(true);
  });

  test("the question mark lists the keys of the page", async () => {
    await page.goto(`${shown.url}/operations?tab=keys`);
    await page.getByRole("button", { name: "Make a key" }).waitFor();
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: "Keyboard" });
    await help.getByText("Make a key").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await help.waitFor({ state: "detached" });
    expect(shown.complaints).toEqual([]);
  });
});
