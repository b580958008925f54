import { expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import { describeConsole } from "./support/console.ts";

describeConsole("erasing a contact in the console", (shown) => {
  test("it says what goes and what stays, asks for the address, and leaves nothing", async () => {
    await shown.call("PUT", "/v1/contacts/ada", { email: "ada@example.com" });
    const page = await shown.open("/contacts/ada");
    await page.getByRole("button", { name: "Erase" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("everything known of this person").waitFor();
    await dialog.getByText("This cannot be undone.").waitFor();
    expect(await violations(page)).toEqual([]);
    const submit = dialog.getByRole("button", { name: "Erase for good" });
    expect(await submit.isDisabled()).toBe(true);
    await dialog.getByLabel("Type “ada@example.com” to confirm").fill("ada@example.comm");
    expect(await submit.isDisabled()).toBe(true);
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Enter");
    await page.getByText("The contact is erased").waitFor();
    await page.waitForURL(/\/contacts$/);
    await page.getByText("No contacts yet").waitFor();
    const asked = await shown.program.call("GET", "/v1/contacts/ada");
    expect(asked.status).toBe(404);
    await page.goto(`${shown.url}/contacts/ada`);
    await page.getByText("No contact has this id").waitFor();
  });

  test("the page of an erased contact says so while that is noted", async () => {
    await shown.call("POST", "/v1/events", { events: [{ email: "bo@example.com", name: "x" }] });
    const { items } = await shown.call("GET", "/v1/contacts?q=bo@");
    await shown.call("DELETE", `/v1/contacts/${items[0].id}`);
    const page = await shown.open(`/contacts/${items[0].id}`);
    await page.getByText("This contact was erased").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("link", { name: "All contacts" }).click();
    await page.waitForURL(/\/contacts$/);
    expect(shown.complaints).toEqual([]);
  });
});
