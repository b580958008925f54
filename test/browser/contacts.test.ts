import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import { describeConsole } from "./support/console.ts";

const HOSTILE = {
  "<img src=x onerror=alert(1)>": "<script>alert(1)</script>",
  rtl: "مرحبا بالعالم \u202eabc",
  long: Array.from({ length: 5 }, () => "x".repeat(1_500)),
};

describeConsole("contacts of the console", (shown) => {
  let page: Page;
  beforeAll(async () => {
    page = await shown.open("/contacts");
  }, 60_000);
  const rows = () => page.locator("tbody tr[data-index]");
  const confirm = (name: string) =>
    page.getByRole("dialog").getByRole("button", { name, exact: true }).click();

  test("an empty list says how a contact gets there, and takes the first one", async () => {
    await page.getByText("No contacts yet").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.locator("body").press("n");
    await page.getByRole("dialog").getByLabel("Address").waitFor();
    await page.keyboard.type("ada@example.com");
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.waitForURL(/contacts\/ada-example-com/);
    await page.getByRole("heading", { name: "ada@example.com" }).waitFor();
  });

  test("an event appears by itself, every decision in words, and what comes next", async () => {
    await shown.call("POST", "/v1/events", {
      events: [{ contactId: "ada-example-com", name: "signed_up", data: { source: "web" } }],
    });
    await page.getByText("signed_up happened").waitFor({ timeout: 30_000 });
    await page.getByText("Entered by signed_up").waitFor();
    await page.getByText("Waits 1 day").waitFor();
    await page.getByText("What comes next, if nothing else happens").waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test("a mail is one row, which unfolds into its states", async () => {
    const timeline = page.getByRole("region", { name: "Timeline" });
    await timeline.getByText("Delivered", { exact: true }).waitFor({ timeout: 30_000 });
    expect(await timeline.getByText(/The mail was|Decided to send/).count()).toBe(0);
    const unfold = timeline.getByRole("button", { name: "What happened to it" });
    await unfold.click();
    const states = timeline.getByRole("list", { name: "What happened" });
    await states.getByText("Taken by the provider").waitFor();
    expect(await violations(page)).toEqual([]);
    await unfold.click();
    await states.waitFor({ state: "detached" });
  });

  test("a mail opens beside the timeline, whose filters stand in the address", async () => {
    const timeline = page.getByRole("region", { name: "Timeline" });
    await timeline.getByRole("button", { name: "Welcome!" }).click();
    await page.getByRole("complementary", { name: "Welcome!" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByLabel("Kind").selectOption("decision");
    await page.getByText("signed_up happened").waitFor({ state: "detached" });
    expect(new URL(page.url()).searchParams.get("kind")).toBe("decision");
    await page.getByLabel("Kind").selectOption("");
  });

  test("an attribute is added by keyboard, removed, and brought back", async () => {
    await page.getByRole("button", { name: "Add an attribute" }).focus();
    await page.keyboard.press("Enter");
    await page.getByPlaceholder("Attribute").waitFor();
    await page.keyboard.type("seats");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Number");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("7");
    await page.keyboard.press("Enter");
    await page.getByText("seats is saved").waitFor();
    const read = async () => (await shown.call("GET", "/v1/contacts/ada-example-com")).attributes;
    expect(await read()).toEqual({ seats: 7 });
    await page.getByRole("button", { name: "Remove seats" }).click();
    await page.getByText("seats is removed").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(read).toEqual({ seats: 7 });
  });

  test("an address is suppressed and lifted, with what that means", async () => {
    await page.getByRole("button", { name: "Suppress", exact: true }).click();
    await page.getByText("From now on no mail goes to this address").waitFor();
    expect(await violations(page)).toEqual([]);
    await confirm("Suppress");
    await page.getByText("Suppressed by hand").first().waitFor();
    await page.getByRole("button", { name: "Lift the suppression" }).click();
    await confirm("Lift the suppression");
    await page.getByText("The suppression was lifted").first().waitFor();
  });

  test("a run is ended, with what stays", async () => {
    await page.getByRole("button", { name: "Remove from it" }).click();
    await page.getByText("what was sent stays sent").waitFor();
    await confirm("Remove from it");
    await page.getByText("Removed from welcome").waitFor();
  });

  test("contacts are found by the beginning of an address, and by consent", async () => {
    for (const name of ["grace", "alan"]) {
      const attributes = name === "grace" ? HOSTILE : {};
      await shown.call("PUT", `/v1/contacts/${name}`, {
        email: `${name}@example.com`,
        attributes,
        subscribed: name === "grace",
      });
    }
    await page.goto(`${shown.url}/contacts`);
    await expect.poll(() => rows().count()).toBe(3);
    await page.getByLabel("Beginning of an address or an id").fill("GRA");
    await expect.poll(() => rows().count()).toBe(1);
    await page.getByRole("button", { name: "Clear the filters" }).click();
    await page.getByLabel("Subscription").selectOption("false");
    await expect.poll(() => rows().allTextContents()).toEqual([expect.stringContaining("alan")]);
    await page.getByRole("button", { name: "Clear the filters" }).click();
  });

  test("segments of a contact, and why, are large enough for a finger", async () => {
    const condition = { attribute: "plan", is: "pro" };
    await shown.call("PUT", "/v1/segments/pro", { name: "Pro", condition });
    const edith = { email: "edith@example.com", attributes: { plan: "pro" } };
    await shown.call("PUT", "/v1/contacts/edith", edith);
    const other = await shown.open("/contacts/edith");
    await other.getByRole("link", { name: "Pro", exact: true }).waitFor({ timeout: 30_000 });
    expect(await violations(other)).toEqual([]);
    await other.context().close();
  });

  test("hostile values are shown as text, beside the list and on a phone", async () => {
    await page.getByRole("button", { name: "grace@example.com" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("complementary").getByText("<script>alert(1)</script>").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 375, height: 800 });
    await page.goto(`${shown.url}/contacts`);
    const address = page.locator("tbody").getByText("grace@example.com");
    expect(await address.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true);
    await page.goto(`${shown.url}/contacts/grace`);
    await page.getByText("<img src=x onerror=alert(1)>").waitFor();
    const width = await page.evaluate<number>("document.documentElement.scrollWidth");
    expect(width).toBeLessThanOrEqual(375);
    expect(shown.complaints).toEqual([]);
  });
});
