import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import { describeConsole } from "./support/console.ts";

describeConsole("what was typed and not saved", (shown) => {
  let page: Page;
  const asks = () => page.getByRole("dialog", { name: "Leave without saving?" });
  const isGone = () => asks().waitFor({ state: "detached" });
  const goBy = (name: string) => page.getByRole("link", { name, exact: true }).first().click();
  const path = () => new URL(page.url()).pathname;

  beforeAll(async () => {
    await shown.call("PUT", "/v1/contacts/ann", { email: "ann@example.com" });
    page = await shown.open("/sequences");
    await page.getByRole("button", { name: "Welcome" }).first().waitFor();
  });

  test("a dialog with a name in it asks before Escape throws it away; an empty one does not", async () => {
    await page.getByRole("button", { name: "New sequence" }).click();
    const dialog = page.getByRole("dialog", { name: "New sequence" });
    await dialog.getByLabel("Name").waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "New sequence" }).click();
    await dialog.getByLabel("Name").fill("Mine");
    await page.keyboard.press("Escape");
    await asks().waitFor();
    expect(await violations(page)).toEqual([]);
    await asks().getByRole("button", { name: "Cancel" }).click();
    await isGone();
    expect(await dialog.getByLabel("Name").inputValue()).toBe("Mine");
    await dialog.getByRole("button", { name: "Create the draft" }).click();
    await page.locator('[data-node="hello"]').waitFor();
    expect(await asks().count()).toBe(0);
  });

  test("a step that waits to be filled in asks before one goes elsewhere", async () => {
    await page.getByRole("button", { name: "Add a step after hello" }).click();
    await page.getByRole("option", { name: /^Emit/ }).click();
    await page.locator('[data-path="/steps/emit/event"] input:focus').waitFor();
    await goBy("Contacts");
    await asks().waitFor();
    await asks().getByRole("button", { name: "Cancel" }).click();
    await isGone();
    expect(path()).toBe("/sequences/mine");
    await goBy("Contacts");
    await asks().getByRole("button", { name: "Leave" }).click();
    await expect.poll(path).toBe("/contacts");
  });

  test("an attribute that is being written asks, too; a saved one lets go", async () => {
    await page.goto(`${shown.url}/contacts/ann`);
    await page.getByRole("button", { name: "Add an attribute" }).click();
    await page.getByPlaceholder("Attribute").fill("city");
    await goBy("Segments");
    await asks().getByRole("button", { name: "Cancel" }).click();
    await isGone();
    expect(path()).toBe("/contacts/ann");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByPlaceholder("Attribute").waitFor({ state: "detached" });
    await goBy("Segments");
    await expect.poll(path).toBe("/segments");
    expect(shown.complaints).toEqual([]);
  });
});
