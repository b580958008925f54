import { expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import { describeConsole } from "./support/console.ts";

describeConsole("erasing a contact in the console", (shown) => {
  test("it says what goes and what stays, asks for the id, and leaves nothing", async () => {
    await shown.call("PUT", "/v1/contacts/ada", { email: "ada@example.com" });
    const page = await shown.open("/contacts/ada");
    await page.getByRole("button", { name: "Erase" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Everything known of this person goes").waitFor();
    await dialog.getByText("This can not be undone.").waitFor();
    expect(await violations(page)).toEqual([]);
    const submit = dialog.getByRole("button", { name: "Erase for good" });
    expect(await submit.isDisabled()).toBe(true);
    await dialog.getByLabel("Type “ada” to confirm").fill("adam");
    expect(await submit.isDisabled()).toBe(true);
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Enter");
    await page.getByText("The contact is erased").waitFor();
    await page.waitForURL(/\/contacts$/);
    await page.getByText("No contacts yet").waitFor();
    const asked = await shown.program.call("GET", "/v1/contacts/ada");
    expect(asked.status).toBe(404);
    await page.goto(`${shown.url}/contacts/ada`);
    await page.getByText("there is no contact with this id").waitFor();
    expect(shown.complaints).toEqual([]);
  });
});
