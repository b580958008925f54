import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import { describeConsole } from "./support/console.ts";

describeConsole("work that is not saved when the session ends", (shown) => {
  /** As when its twelve hours are over. */
  const end = async (page: Page) => {
    const headers = { "x-dripstack-console": "1" };
    const answer = await page.request.delete(`${shown.url}/v1/sessions/current`, { headers });
    expect(answer.status()).toBe(204);
  };
  /** It ends just before the page's next save. */
  const endAtSave = async (page: Page) => {
    let isOver = false;
    await page.route(/\/v1\/(sequences|segments|templates)\/[\w-]+$/, async (route) => {
      const isLast = route.request().method() === "PUT" && !isOver;
      if (isLast) {
        isOver = true;
        await end(page);
      }
      await route.continue();
    });
  };
  /** What is read anew after the sign-in is read before the save, and answered after it. */
  const answerOldRead = async (page: Page, address: string) => {
    const read = Promise.withResolvers<void>();
    const saved = Promise.withResolvers<void>();
    await page.route(address, async (route) => {
      const isSave = route.request().method() === "PUT";
      if (isSave) await read.promise;
      const response = await route.fetch();
      read.resolve();
      if (!isSave) await saved.promise;
      await route.fulfill({ response });
      if (isSave) setTimeout(saved.resolve, 200);
    });
  };
  const dialog = (page: Page) => page.getByRole("dialog", { name: "Your session is over" });
  const signIn = async (page: Page, key = shown.program.ready.adminKey!) => {
    await page.getByLabel("API key").fill(key);
    await page.keyboard.press("Enter");
  };
  const makeKey = async (name: string, scope: string) =>
    (await shown.call("POST", "/v1/keys", { name, scopes: [scope] })).key;

  test("a template's source stays, and its save goes on after the sign-in", async () => {
    await shown.call("PUT", "/v1/templates/held", {
      subject: "Before",
      html: "<p>Hi</p>",
      class: "marketing",
    });
    const page = await shown.open("/templates/held");
    await page.getByLabel("Subject").fill("After");
    await endAtSave(page);
    await page.getByRole("button", { name: "Save" }).click();
    await dialog(page).waitFor();
    expect(await violations(page)).toEqual([]);
    for (const _ of [1, 2, 3]) await page.keyboard.press("Escape");
    await page.getByLabel("API key").waitFor();
    await signIn(page, "drip_wrong");
    await dialog(page)
      .getByText(/key is unknown|no such key|not known|unknown/i)
      .first()
      .waitFor();
    await signIn(page);
    await dialog(page).waitFor({ state: "detached" });
    await page.getByText("Version 2 is saved").waitFor();
    expect(await page.getByLabel("Subject").inputValue()).toBe("After");
    expect((await shown.call("GET", "/v1/templates/held")).subject).toBe("After");
  });

  test("a sequence's draft is saved by itself after the sign-in, from its code too", async () => {
    const page = await shown.open("/sequences/welcome");
    await page.locator('[data-node="hello"]').click();
    await endAtSave(page);
    await page.getByRole("button", { name: "Remove the step" }).click();
    await dialog(page).waitFor();
    await answerOldRead(page, "**/v1/sequences/welcome");
    await page.locator('[data-node="hello"]').waitFor({ state: "detached" });
    await signIn(page);
    await page.getByText("Saved", { exact: true }).waitFor();
    const draft = async () => (await shown.call("GET", "/v1/sequences/welcome")).draft;
    expect((await draft()).steps.hello).toBeUndefined();

    const undo = page.getByRole("main").getByRole("button", { name: "Undo" }).first();
    await undo.click();
    await page.locator('[data-node="hello"]').waitFor();
    await page.getByText("Saved", { exact: true }).waitFor();

    await page.getByRole("tab", { name: "Code" }).click();
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+a");
    const next = { ...(await draft()), name: "From code" };
    await page.unrouteAll();
    await endAtSave(page);
    await page.keyboard.insertText(JSON.stringify(next));
    await dialog(page).waitFor();
    await signIn(page);
    await page.getByText("Saved", { exact: true }).waitFor();
    expect((await draft()).name).toBe("From code");
  });

  test("a new segment stays, and another key takes the page over only when that is wanted", async () => {
    const other = await makeKey("reader", "read");
    const page = await shown.open("/segments");
    await page.getByRole("link", { name: "New segment" }).first().click();
    await page.getByLabel("Name", { exact: false }).first().fill("Held");
    await page.getByRole("button", { name: "Add a condition" }).click();
    await page
      .getByRole("menuitem", { name: /^Subscription|^Attribute/ })
      .first()
      .click();
    await page.locator('input[aria-label="Attribute"]').fill("plan");
    await page.locator('input[aria-label="Value"]').fill("pro");
    await endAtSave(page);
    await page.getByRole("button", { name: "Save" }).click();
    await dialog(page).waitFor();
    await signIn(page, other);
    const another = page.getByRole("dialog", { name: "Another key" });
    await another.getByText('another key, "reader"').waitFor();
    expect(await violations(page)).toEqual([]);
    await another.getByRole("button", { name: "Cancel" }).click();
    expect((await page.request.get(`${shown.url}/v1/me`)).status()).toBe(401);
    await signIn(page);
    await page.waitForURL(/segments\/held$/);
    expect((await shown.call("GET", "/v1/segments/held")).name).toBe("Held");

    await page.getByLabel("Name", { exact: false }).first().fill("Changed");
    await page.unrouteAll();
    await endAtSave(page);
    await page.getByRole("button", { name: "Save" }).click();
    await dialog(page).waitFor();
    await signIn(page, other);
    await another.getByRole("button", { name: "Sign in with the other key" }).click();
    await page.getByRole("button", { name: "Signed in with the key “reader”" }).waitFor();
    await page.getByText("Read only").first().waitFor();
    // What the first key wished the other does not do.
    expect((await shown.call("GET", "/v1/segments/held")).name).toBe("Held");
  });

  test("a sign-in in another tab brings this one on", async () => {
    const page = await shown.open("/mailbox");
    await page.getByRole("heading", { name: "Mailbox" }).waitFor();
    await end(page);
    await page.evaluate("document.querySelector('a[href=\"/contacts\"]').click()");
    await dialog(page).waitFor();
    const key = shown.program.ready.adminKey;
    await page.request.post(`${shown.url}/v1/sessions`, { data: { key } });
    await page.evaluate("dispatchEvent(new Event('focus'))");
    await dialog(page).waitFor({ state: "detached" });
    expect(shown.complaints).toEqual([]);
  });
});
