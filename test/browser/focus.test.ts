import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import { describeConsole } from "./support/console.ts";

const PHONE = { width: 375, height: 800 };

/** What has the focus: its tag and name, or the words of it. */
const focused = (page: Page) =>
  page.evaluate<string>(`(() => {
    const { activeElement: at } = document;
    return at.tagName + " " + (at.getAttribute("aria-label") ?? at.textContent.trim());
  })()`);
const isIn = (page: Page, selector: string) =>
  page.evaluate<boolean>(`document.activeElement.closest('${selector}') !== null`);
const isOnPage = (page: Page) => page.evaluate<boolean>("document.activeElement !== document.body");

describeConsole("the focus of the console", (shown) => {
  let page: Page;
  beforeAll(async () => {
    const event = { email: "ada@example.com", name: "signed_up" };
    await shown.call("POST", "/v1/events", { events: [event] });
    const grace = { email: "grace@example.com", timeZone: "Asia/Tokyo" };
    await shown.call("PUT", "/v1/contacts/grace", grace);
    page = await shown.open("/contacts");
  });
  const row = (name: string) => page.getByRole("button", { name: `${name}@example.com` });
  const dialog = (name: string) => page.getByRole("dialog", { name: `${name}@example.com` });

  test("a peek beside its list is a region, and the page's keys go on", async () => {
    await row("ada").press("Enter");
    await page.getByRole("complementary", { name: "ada@example.com" }).waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(await page.locator("[inert]").count()).toBe(0);
    await page.keyboard.press("n");
    await page.getByRole("dialog", { name: "Add a contact" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    // From within, the focus goes back to the row.
    const peek = page.getByRole("complementary", { name: "ada@example.com" });
    await peek.getByRole("button", { name: "Close" }).focus();
    await page.keyboard.press("Escape");
    await peek.waitFor({ state: "detached" });
    expect(await focused(page)).toMatch(/^BUTTON ada@example.com/);
  });

  test("on a phone it is a dialog: the focus goes in, stays, and comes back", async () => {
    await page.setViewportSize(PHONE);
    await row("ada").press("Enter");
    await dialog("ada").waitFor();
    expect(await dialog("ada").getAttribute("aria-modal")).toBe("true");
    expect(await focused(page)).toBe("SECTION ada@example.com");
    await page.getByRole("button", { name: "Remove from it" }).waitFor();
    expect(await violations(page)).toEqual([]);
    // No way leads out of it but its own, in either direction.
    for (const key of ["Tab", "Shift+Tab"]) {
      for (let press = 0; press < 15; press++) {
        await page.keyboard.press(key);
        expect((await isIn(page, "[role=dialog]")) || !(await isOnPage(page))).toBe(true);
      }
    }
    // What is told is still heard.
    expect(await page.locator("[role=status][inert], [inert] [role=status]").count()).toBe(0);
    // Keys of the page below are not run.
    await page.keyboard.press("n");
    expect(await page.getByRole("dialog").count()).toBe(1);
    await dialog("ada").getByRole("button", { name: "Close" }).focus();
    await page.keyboard.press("Escape");
    await dialog("ada").waitFor({ state: "detached" });
    expect(await page.locator("[inert]").count()).toBe(0);
    expect(await focused(page)).toMatch(/^BUTTON ada@example.com/);
  });

  test("a question above it is answered first; wider, it is a region again", async () => {
    await row("ada").press("Enter");
    await dialog("ada").getByRole("button", { name: "Remove from it" }).press("Enter");
    const question = page.getByRole("dialog").filter({ hasText: "what was sent stays sent" });
    await question.getByRole("button", { name: "Cancel" }).waitFor();
    await page.keyboard.press("Escape");
    await question.waitFor({ state: "detached" });
    await dialog("ada").waitFor();
    await page.setViewportSize({ width: 1_360, height: 860 });
    await page.getByRole("complementary", { name: "ada@example.com" }).waitFor();
    expect(await page.locator("[inert]").count()).toBe(0);
    await page.keyboard.press("Escape");
    await page.getByRole("complementary").waitFor({ state: "detached" });
  });

  test("a new page's heading takes the focus; search parameters do not move it", async () => {
    const places = page.getByRole("navigation", { name: "Main" });
    await places.getByRole("link", { name: "Sequences" }).press("Enter");
    await page.waitForURL(/sequences/);
    await expect.poll(() => focused(page)).toBe("H1 Sequences");
    await page.keyboard.press("Tab");
    expect(await isIn(page, "main")).toBe(true);
    await page.getByLabel("Name or id").fill("wel");
    await page.waitForURL(/q=wel/);
    expect(await focused(page)).toMatch(/^INPUT/);
    await page.getByRole("button", { name: "Welcome" }).press("Enter");
    await page.waitForURL(/sequences\/welcome/);
    await expect.poll(() => focused(page)).toBe("H1 Welcome");
    await page.goBack();
    await expect.poll(() => focused(page)).toBe("H1 Sequences");
  });

  test("a field that has the focus keeps it", async () => {
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement("input"), { ariaLabel: "kept" }))`,
    );
    await page.getByLabel("kept").focus();
    await page.goForward();
    await page.getByRole("heading", { level: 1, name: "Welcome" }).waitFor();
    await page.waitForTimeout(200);
    expect(await focused(page)).toBe("INPUT kept");
  });

  test("from the heading, keys lead into the list of the page", async () => {
    const places = page.getByRole("navigation", { name: "Main" });
    for (const key of ["j", "k", "ArrowDown"]) {
      await places.getByRole("link", { name: "Contacts" }).press("Enter");
      await row("ada").waitFor();
      await expect.poll(() => focused(page)).toBe("H1 Contacts");
      await page.keyboard.press(key);
      expect(await focused(page)).toMatch(/^BUTTON grace@example.com/);
      await places.getByRole("link", { name: "Sequences" }).press("Enter");
      await expect.poll(() => focused(page)).toBe("H1 Sequences");
    }
    // On Home: what is done first, and from there to the next.
    await places.getByRole("link", { name: "Home" }).press("Enter");
    await page.getByRole("slider", { name: /^Mails sent/ }).waitFor();
    await expect.poll(() => focused(page)).toBe("H1 Home");
    await page.getByRole("button", { name: /^Sign up/, disabled: false }).waitFor();
    await page.keyboard.press("j");
    expect(await focused(page)).toMatch(/^BUTTON Sign up/);
    await page.keyboard.press("j");
    expect(await focused(page)).toMatch(/^DIV Mails sent by day/);
    await page.keyboard.press("k");
    expect(await focused(page)).toMatch(/^BUTTON Sign up/);
  });

  test("the exact time, and the contact's, is told to a pointer, a finger and the keyboard", async () => {
    const touched = await shown.open("/contacts/grace", { hasTouch: true, timezoneId: "UTC" });
    const created = touched.locator("dt", { hasText: "Created" }).locator("+ dd");
    await created.getByText(/\d their time/).waitFor();
    const updated = touched
      .locator("dt", { hasText: "Changed" })
      .locator("+ dd")
      .getByRole("button");
    const told = touched.getByRole("tooltip", { name: /Your time: .* · Contact’s time: .*/ });
    await updated.tap();
    await told.waitFor();
    await touched.getByRole("heading", { level: 1 }).tap();
    await told.waitFor({ state: "detached" });
    await updated.focus();
    await touched.keyboard.press("Shift+Tab");
    await touched.keyboard.press("Tab");
    await told.waitFor();
    await touched.keyboard.press("Escape");
    await told.waitFor({ state: "detached" });
    expect(shown.complaints).toEqual([]);
  });
});
