import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import { describeConsole } from "./support/console.ts";

describeConsole("the field of a template in a step", (shown) => {
  let page: Page;
  const field = () => page.locator("[data-form]").getByLabel("Template").first();
  const options = () => page.locator("[data-form]").getByRole("option");
  const stored = async () =>
    (await shown.call("GET", "/v1/sequences/welcome")).draft.steps.hello.template;

  beforeAll(async () => {
    page = await shown.open("/sequences/welcome?step=hello");
  });

  test("opened, it shows all; Esc closes the list first, and what is typed waits", async () => {
    await field().click();
    await options().nth(1).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("End");
    await page.keyboard.type("-x");
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Backspace");
    await options().first().waitFor();
    await page.keyboard.press("Escape");
    await options().first().waitFor({ state: "hidden" });
    expect(await field().inputValue()).toBe("welcome-hello");
    await page.keyboard.type("-2");
    await page.getByRole("link", { name: "Open", exact: true }).waitFor();
    await expect(
      page.getByRole("button", { name: "Undo", exact: true }).getAttribute("aria-disabled"),
    ).resolves.toBe("true");
    await page.keyboard.press("Enter");
    await expect.poll(stored).toBe("welcome-hello-2");
  });

  test("nothing offers to create a template while it is not known whether it is there", async () => {
    await shown.call("GET", "/v1/sequences/welcome").then(({ draft }) => {
      draft.steps.hello.template = "welcome-hello";
      return shown.call("PUT", "/v1/sequences/welcome", draft);
    });
    let answer = () => {};
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route("**/v1/names?*of=templates*", async (route) => {
      await asked;
      await route.continue();
    });
    await page.goto(`${shown.url}/sequences/welcome?step=hello`);
    await field().waitFor();
    expect(await page.getByRole("link", { name: "Create", exact: true }).count()).toBe(0);
    answer();
    await page.getByRole("link", { name: "Open", exact: true }).waitFor();
    await page.unroute("**/v1/names?*of=templates*");
    await field().fill("welcome-hello-2");
    await page.keyboard.press("Enter");
    await expect.poll(stored).toBe("welcome-hello-2");
  });

  test("one that is not there is created under its name, one that is there opened", async () => {
    await page.getByRole("link", { name: "Create", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await expect.poll(() => dialog.getByLabel("Id").inputValue()).toBe("welcome-hello-2");
    await page.goto(`${shown.url}/sequences/welcome?step=hello`);
    await field().fill("welcome-nudge");
    await page.keyboard.press("Tab");
    await page.getByRole("link", { name: "Open", exact: true }).click();
    await page.waitForURL("**/templates/welcome-nudge");
    await expect.poll(stored).toBe("welcome-nudge");
    expect(shown.complaints).toEqual([]);
  });
});
