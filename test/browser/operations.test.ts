import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import { describeConsole } from "./support/console.ts";

const HOSTILE = "<img src=x onerror=alert(1)> \u202eآدا";

describeConsole("Operations", (shown) => {
  let page: Page;
  beforeAll(async () => {
    page = await shown.open("/operations");
  });
  const part = (name: string) =>
    page.getByRole("navigation", { name: "Parts of Operations" }).getByRole("link", { name });
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const dialog = () => page.getByRole("dialog");

  test("sending is stopped with its consequences told, seen on every page, and resumed", async () => {
    await page.getByText("Mail leaves as it falls due").waitFor();
    await button("Stop sending").click();
    await dialog().getByText("Mails already handed over").waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog().getByRole("button", { name: "Stop sending" }).click();
    await page.getByText("Sending is stopped. Mail waits").waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("h");
    await page.getByRole("heading", { name: "Home" }).waitFor();
    await page.getByRole("link", { name: "See and resume" }).click();
    expect(await violations(page)).toEqual([]);
    await button("Resume sending").click();
    await dialog().getByRole("button", { name: "Resume sending" }).click();
    await page.getByText("Sending is stopped. Mail waits").waitFor({ state: "detached" });
    expect((await shown.call("GET", "/v1/sending")).stoppedAt).toBeNull();
  });

  test("a key is made by keyboard alone, shown once, and revoked", async () => {
    await part("API keys").focus();
    await page.keyboard.press("Enter");
    await button("Make a key").waitFor();
    await page.keyboard.press("c");
    await dialog().getByLabel("Name").waitFor();
    await page.keyboard.type(HOSTILE);
    await page.keyboard.press("Enter");
    await dialog().getByText("It is shown this once.").waitFor();
    const key = await dialog().locator("code").textContent();
    expect(key).toMatch(/^drip_/);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("cell", { name: HOSTILE }).waitFor();
    expect(await page.content()).not.toContain(key);
    await page.getByRole("button", { name: HOSTILE }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("see contacts, messages and definitions").waitFor();
    await button("Revoke").click();
    await dialog().getByText("Requests with it are refused at once").waitFor();
    await dialog().getByRole("button", { name: "Revoke" }).click();
    await page.getByRole("cell", { name: HOSTILE }).waitFor({ state: "detached" });
  });

  test("settings are saved; a second tab's save is told and overwrites nothing", async () => {
    const other = await shown.open("/operations?tab=settings");
    await part("Settings").click();
    const name = (tab: Page) => tab.getByLabel("Name", { exact: true });
    await name(other).waitFor();
    await name(other).fill("Second");
    await name(page).fill("First");
    await button("Save settings").click();
    await page.getByText("Settings saved").waitFor();
    // Refused with 412, unless the page has learned of it already.
    await name(other).press("Enter");
    await other.getByText("Nothing is overwritten until you choose").waitFor();
    expect((await shown.call("GET", "/v1/settings")).from.name).toBe("First");
    await other.getByRole("button", { name: "Load theirs" }).click();
    await expect.poll(() => name(other).inputValue()).toBe("First");
    expect(await violations(page)).toEqual([]);
    await other.close();
  });

  test("another part is not shown over unsaved settings unasked", async () => {
    const name = page.getByLabel("Name", { exact: true });
    await name.fill("Not saved");
    await part("API keys").click();
    await dialog().getByText("Your changes are not saved").waitFor();
    await dialog().getByRole("button", { name: "Cancel" }).click();
    expect(await name.inputValue()).toBe("Not saved");
    await part("API keys").click();
    await dialog().getByRole("button", { name: "Leave" }).click();
    await button("Make a key").waitFor();
  });

  test("an address is looked up, suppressed and lifted", async () => {
    await part("Suppressions").click();
    await button("Look up").waitFor();
    await page.getByRole("textbox", { name: "Address" }).fill("ada@example.com");
    await page.keyboard.press("Enter");
    await page.getByText("ada@example.com is not suppressed").waitFor();
    await button("Suppress it").click();
    await dialog().getByRole("button", { name: "Suppress it" }).click();
    await page.getByText("ada@example.com is suppressed").waitFor();
    const rows = page.getByRole("table", { name: "Suppressed addresses" });
    await rows.getByText("No contact has it").waitFor();
    await page.getByRole("combobox", { name: "Reason" }).selectOption("complaint");
    await page.getByText("None for this reason").waitFor();
    await page.getByRole("combobox", { name: "Reason" }).selectOption("manual");
    await rows.getByText("By hand").waitFor();
    expect(await violations(page)).toEqual([]);
    await button("Lift it").click();
    await dialog().getByRole("button", { name: "Lift it" }).click();
    await page.getByText("ada@example.com is not suppressed").waitFor();
    await page.getByText("None for this reason").waitFor();
    expect(page.url()).not.toContain("ada@");
  });

  test("a source is added with its secret; what was done stands under Activity", async () => {
    await part("Event sources").click();
    await button("Add a source").click();
    await dialog().getByLabel("Name").fill("shop");
    await page.keyboard.press("Enter");
    await page.getByRole("complementary").getByText("/hooks/shop").waitFor();
    expect(await violations(page)).toEqual([]);
    await part("Activity").click();
    await page.getByText("Event source shop made").waitFor();
    await page.getByText("Settings saved").first().waitFor();
  });

  test("a job shows its kind and its end", async () => {
    const condition = { attribute: "plan", is: "pro" };
    await shown.call("POST", "/v1/segments/count", { condition });
    await part("Jobs").click();
    await page.getByRole("button", { name: "Exact count" }).click();
    await page.getByRole("complementary").getByText("Done", { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test("each part is without fault for a screen reader and fits a phone", async () => {
    await page.keyboard.press("Escape");
    await page.setViewportSize({ width: 375, height: 800 });
    for (const name of ["Overview", "Dead letters", "Signing secrets"]) {
      await part(name).click();
      await page
        .getByRole("heading", { level: 1, name: name === "Overview" ? "Operations" : name })
        .waitFor();
      await page.waitForLoadState("networkidle");
      expect(await violations(page)).toEqual([]);
      const width = await page.evaluate<number>("document.documentElement.scrollWidth");
      expect(width).toBeLessThanOrEqual(375);
    }
    expect(shown.complaints).toEqual([]);
  });
});
