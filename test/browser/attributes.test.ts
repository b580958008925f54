import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import { describeConsole } from "./support/console.ts";

const HOSTILE = `<img src=x onerror="document.title='taken'"> \u202eשלום`;

describeConsole("declared attributes", (shown) => {
  let page: Page;
  const dialog = () => page.getByRole("dialog");
  const declared = async () => (await shown.call("GET", "/v1/attributes")).items;
  beforeAll(async () => {
    page = await shown.open("/operations?tab=attributes");
  });

  test("one is declared by mouse, and a contact's value of another type is refused in words", async () => {
    await page.getByText("No attribute is declared").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Declare an attribute" }).click();
    await dialog().getByRole("textbox", { name: "Name" }).fill("seats");
    await dialog().getByRole("combobox", { name: "Type" }).selectOption("number");
    expect(await violations(page)).toEqual([]);
    await dialog().getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "seats" }).waitFor();
    expect(await declared()).toMatchObject([{ name: "seats", type: "number", sensitive: false }]);
    await shown.call("PUT", "/v1/contacts/ada", { email: "ada@example.com" });
    const other = await shown.open("/contacts/ada");
    await other.getByRole("button", { name: "Add an attribute" }).click();
    await other.getByRole("textbox", { name: "Attribute" }).fill("seats");
    await other.getByRole("textbox", { name: "Value" }).fill("many");
    await other.getByRole("button", { name: "Save" }).click();
    await other.getByText("must be a number, as this attribute is declared").waitFor();
    await other.context().close();
  });

  test("by keyboard alone one is changed, and its end can be taken back", async () => {
    await page.getByRole("button", { name: "seats" }).focus();
    await page.keyboard.press("Enter");
    await dialog().getByRole("checkbox", { name: "Sensitive" }).focus();
    await page.keyboard.press("Space");
    await dialog().getByRole("button", { name: "Save" }).focus();
    await page.keyboard.press("Enter");
    await dialog().waitFor({ state: "detached" });
    await expect.poll(async () => (await declared())[0].sensitive).toBe(true);
    await page.getByRole("button", { name: "seats" }).focus();
    await page.keyboard.press("Enter");
    await dialog().getByRole("button", { name: "Delete the declaration" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("No attribute is declared").waitFor();
    await page.getByRole("status").getByRole("button", { name: "Undo" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "seats" }).waitFor();
    expect(await declared()).toMatchObject([{ name: "seats", type: "number", sensitive: true }]);
  });

  test("hostile names are shown as text, and a phone does not scroll sideways", async () => {
    const path = `/v1/attributes/${encodeURIComponent(HOSTILE)}`;
    await shown.call("PUT", path, { type: "text", label: HOSTILE });
    await page.setViewportSize({ width: 375, height: 700 });
    await page.getByText(HOSTILE).first().waitFor();
    expect(await page.title()).not.toBe("taken");
    const width = await page.evaluate<number>("document.documentElement.scrollWidth");
    expect(width).toBeLessThanOrEqual(375);
    expect(shown.complaints).toEqual([]);
  });
});
