import { expect, test } from "vitest";
import { describeConsole } from "./support/console.ts";

describeConsole("the menu on a phone", (shown) => {
  test("opens by its button, closes by Escape, and gives the focus back", async () => {
    const page = await shown.open("/operations", { viewport: { width: 375, height: 800 } });
    const button = page.getByRole("button", { name: "Open the menu" });
    await button.press("Enter");
    const close = page.getByRole("button", { name: "Close the menu" });
    await close.waitFor();
    const menu = await close.getAttribute("aria-controls");
    await page.locator(`nav#${menu}`).getByRole("link", { name: "Contacts" }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    await page.locator("button:focus", { hasText: "" }).and(button).waitFor();
    expect(shown.complaints).toEqual([]);
  });
});
