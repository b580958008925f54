import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import { describeConsole } from "./support/console.ts";

describeConsole("the mailbox of the console", (shown) => {
  let page: Page;
  beforeAll(async () => {
    page = await shown.open("/mailbox");
  });
  const rows = () => page.locator("tbody tr[data-index]");
  const signUp = (email: string) =>
    shown.call("POST", "/v1/events", { events: [{ email, name: "signed_up" }] });

  test("an empty one says how a mail gets there", async () => {
    await page.getByText("No mail yet").waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test("an event is sent from the page, and its mail appears by itself", async () => {
    await page.getByRole("button", { name: "Send an event" }).click();
    await page.getByRole("dialog").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await rows().first().waitFor();
    expect(await rows().first().textContent()).toContain("ada@example.com");
    await page.getByRole("button", { name: "Show the contact" }).waitFor();
  });

  test("the next event is about an address that is not used yet, and its toast leads there", async () => {
    await page.getByRole("button", { name: "Send an event" }).click();
    await page.getByRole("dialog").waitFor();
    const address = page.getByLabel("Contact’s address");
    await expect.poll(() => address.inputValue()).toBe("grace@example.com");
    await page.getByRole("textbox", { name: "Event", exact: true }).fill("unheard_of");
    await page.keyboard.press("Enter");
    await page.getByText("unheard_of was sent for grace@example.com").waitFor();
    await page.getByRole("button", { name: "Show the contact" }).last().click();
    await page.getByRole("cell", { name: "grace@example.com" }).first().waitFor();
    await page.goBack();
    await rows().first().waitFor();
  });

  test("a mail is read in all its parts, with the keyboard", async () => {
    await page.getByRole("button", { name: "Welcome!" }).focus();
    await page.keyboard.press("Enter");
    await page.frameLocator("iframe").getByText("Take the tour").waitFor();
    expect(await page.locator("iframe").getAttribute("sandbox")).not.toMatch(/scripts|same-origin/);
    await page.getByRole("list", { name: "What happened" }).getByText("Delivered").waitFor();
    expect(await violations(page)).toEqual([]);

    await page.getByRole("tab", { name: "HTML" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("tabpanel").getByText("Take the tour").waitFor();
    expect(await page.getByRole("tabpanel").textContent()).toContain("/c/");
    await page.keyboard.press("ArrowRight");
    await page.getByRole("tabpanel").getByText("X-Dripstack-Message").waitFor();
    expect(await page.getByRole("tabpanel").textContent()).toContain("List-Unsubscribe-Post");
    await page.keyboard.press("ArrowRight");
    await page.getByText("Content-Transfer-Encoding: quoted-printable").waitFor();
  });

  test("a link in the mail opens in a tab of its own, and the page tells of the click", async () => {
    const address = page.url();
    await page.getByRole("tab", { name: "HTML" }).click();
    const followed = page.context().waitForEvent("request", (one) => /\/c\//.test(one.url()));
    const popup = page.waitForEvent("popup");
    await page.frameLocator("iframe").getByText("Take the tour").click();
    expect((await followed).url().startsWith(`${shown.url}/c/`)).toBe(true);
    await (await popup).close();
    await page.getByText("Link followed").waitFor();
    expect(page.url()).toBe(address);
    // Keys pressed in the mail's frame stay there.
    await page.getByRole("tab", { name: "HTML" }).focus();
    await page.keyboard.press("Escape");
    await page.locator("iframe").waitFor({ state: "detached" });
  });

  test("moving the clock brings the next mail", async () => {
    await signUp("bob@example.com");
    await page.getByRole("button", { name: "+1 day" }).click();
    await page.getByText("all that was due is done").waitFor();
    await page.getByRole("button", { name: "+3 days" }).click();
    await rows()
      .filter({ hasText: "bob@example.com" })
      .filter({ hasText: "One small step" })
      .waitFor();
  });

  test("the list is narrowed to one recipient, whose address can be shared", async () => {
    await page.getByLabel("Only mails to this address").fill("BOB@example.com");
    await expect
      .poll(() => rows().allTextContents(), { timeout: 5_000 })
      .not.toContainEqual(expect.stringContaining("ada@"));
    expect(new URL(page.url()).searchParams.get("to")).toBe("BOB@example.com");
    await page.reload();
    await rows().first().waitFor();
    expect((await rows().allTextContents()).every((row) => row.includes("bob@"))).toBe(true);
  });

  test("a phone shows one thing at a time, without scrolling sideways", async () => {
    await page.setViewportSize({ width: 375, height: 800 });
    await rows().first().click();
    await page.frameLocator("iframe").locator("body").waitFor();
    const width = await page.evaluate<number>("document.documentElement.scrollWidth");
    expect(width).toBeLessThanOrEqual(375);
    await page.getByRole("button", { name: "Close" }).click();
    expect(await rows().first().isVisible()).toBe(true);
    expect(shown.complaints).toEqual([]);
  });
});
