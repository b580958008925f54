import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import { describeConsole } from "./support/console.ts";

describeConsole("a part of the console that can't be loaded", (shown) => {
  /** The server is away for what the pattern matches; resolves to how it comes back. */
  const lose = async (page: Page, pattern: string) => {
    await page.route(pattern, (route) => route.abort());
    return () => page.unroute(pattern);
  };
  const retry = (page: Page) => page.getByRole("alert").getByRole("button", { name: "Try again" });

  test("a view of a sequence: the draft lives on, and the view comes when it can", async () => {
    const page = await shown.open("/sequences/welcome");
    const comesBack = await lose(page, "**/assets/code-view*");
    await page.locator('[data-node="hello"]').click();
    const isAway = await lose(page, "**/v1/sequences/welcome");
    await page.getByRole("button", { name: "Remove the step" }).click();
    await page.getByText("Not saved", { exact: true }).waitFor();
    await page.getByRole("tab", { name: "Code" }).click();
    await page.getByText("This part is missing").waitFor();
    expect(await violations(page)).toEqual([]);
    await retry(page).click();
    await page.getByText("This part is missing").waitFor();
    await isAway();
    await page.getByText("Saved", { exact: true }).waitFor();
    await comesBack();
    await retry(page).click();
    await page.locator(".cm-content").waitFor();
    expect(await page.locator(".cm-content").textContent()).not.toContain('"hello":');
    expect((await shown.call("GET", "/v1/sequences/welcome")).draft.steps.hello).toBeUndefined();
  });

  test("a page: the navigation stays, and it comes when it can, in all its looks", async () => {
    const page = await shown.open("/");
    await page.getByRole("heading", { name: "Home" }).waitFor();
    for (const [place, pattern] of [
      ["Contacts", "**/assets/contacts*.js"],
      ["Operations", "**/assets/operations*.css"],
    ] as const) {
      const comesBack = await lose(page, pattern);
      await page.getByRole("link", { name: place }).click();
      await page.getByRole("heading", { name: "Something is missing" }).waitFor();
      if (place === "Contacts") expect(await violations(page)).toEqual([]);
      await page.getByRole("button", { name: "Reload the page" }).waitFor();
      await comesBack();
      await retry(page).click();
      await page.getByRole("heading", { level: 1, name: place }).waitFor();
    }
    const sheets = "[...document.styleSheets].filter(({ href }) => /operations/.test(href)).length";
    expect(await page.evaluate(sheets)).toBeGreaterThan(0);
  });

  test("a dialog: it is said in view, and what is below goes on", async () => {
    const page = await shown.open("/templates/welcome-hello");
    await page.getByLabel("Subject").fill("Not yet saved");
    const comesBack = await lose(page, "**/assets/palette*");
    await page.keyboard.press("Control+k");
    await page.getByText("This part is missing").waitFor();
    const { y, height } = (await retry(page).boundingBox())!;
    expect(y + height).toBeLessThan(860);
    await comesBack();
    await retry(page).click();
    await page.locator("#palette-list").waitFor();
    await page.keyboard.press("Escape");
    expect(await page.getByLabel("Subject").inputValue()).toBe("Not yet saved");
  });

  test("a language: what can't be translated is shown in English", async () => {
    const page = await shown.open("/");
    await lose(page, "**/assets/app*.js");
    await page.getByRole("button", { name: /Signed in with the key/ }).click();
    await page.getByRole("menuitem", { name: "Deutsch" }).click();
    await page.getByRole("link", { name: "Home" }).waitFor();
    expect(await page.getAttribute("html", "lang")).toBe("de");
    expect(shown.complaints.filter((text) => !/fetch dynamically|preload CSS/.test(text))).toEqual(
      [],
    );
  });
});
