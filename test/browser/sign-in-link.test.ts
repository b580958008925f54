import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import { describeConsole } from "./support/console.ts";

describeConsole("a sign-in link put into an open tab", (shown) => {
  const linkOf = async (key: string): Promise<string> => {
    const headers = { authorization: `Bearer ${key}` };
    const made = await fetch(`${shown.url}/v1/sessions/links`, { method: "POST", headers });
    return ((await made.json()) as { code: string }).code;
  };
  const put = (page: Page, code: string) => page.evaluate(`location.hash = "signin=${code}"`);
  const cookie = async (page: Page) => (await page.context().cookies())[0]?.value;
  const another = (page: Page) => page.getByRole("dialog", { name: "Another key" });

  test("of the same key it signs in anew, without a word, and leaves the address", async () => {
    const page = await shown.open("/mailbox?to=ada");
    await page.getByRole("heading", { name: "Mailbox" }).waitFor();
    const before = await cookie(page);
    await put(page, await linkOf(shown.program.ready.adminKey!));
    await expect.poll(() => cookie(page)).not.toBe(before);
    expect(page.url()).toBe(`${shown.url}/mailbox?to=ada`);
    await page.getByRole("heading", { name: "Mailbox" }).waitFor();
    // The session before is over.
    const headers = { cookie: `dripstack_session=${before}` };
    expect((await fetch(`${shown.url}/v1/me`, { headers })).status).toBe(401);
  });

  test("of another key it asks first, in an open tab and in a new one", async () => {
    const name = "someone else";
    const { key } = await shown.call("POST", "/v1/keys", { name, scopes: ["admin"] });
    const page = await shown.open("/mailbox");
    await page.getByRole("heading", { name: "Mailbox" }).waitFor();
    const before = await cookie(page);
    const code = await linkOf(key);
    await put(page, code);
    await another(page).getByText(name).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(page.url()).toBe(`${shown.url}/mailbox`);
    await another(page).getByRole("button", { name: "Cancel" }).click();
    await another(page).waitFor({ state: "detached" });
    expect(await cookie(page)).toBe(before);

    const fresh = await page.context().newPage();
    await fresh.goto(`${shown.url}/#signin=${code}`);
    await another(fresh).waitFor();
    expect(await cookie(fresh)).toBe(before);
    await another(fresh).getByRole("button", { name: "Sign in with the other key" }).click();
    await fresh.getByRole("button", { name: `Signed in with the key “${name}”` }).waitFor();
    expect(fresh.url()).toBe(`${shown.url}/`);
  });

  test("on the page of the sign-in it signs in, and a used one says so", async () => {
    const page = await shown.open("/", { isSignedOut: true });
    await page.getByLabel("API key").waitFor();
    await put(page, "used");
    await page.getByRole("alert").filter({ hasText: "this sign-in link was used" }).waitFor();
    await put(page, await linkOf(shown.program.ready.adminKey!));
    await page.getByRole("heading", { name: "Home" }).waitFor();
    expect(page.url()).toBe(`${shown.url}/`);
    expect(shown.complaints).toEqual([]);
  });
});
