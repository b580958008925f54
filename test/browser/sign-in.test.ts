import { expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import { describeConsole } from "./support/console.ts";

describeConsole("signing in and out", (shown) => {
  test("a wrong key is refused in the API's words, the right one opens the console", async () => {
    const page = await shown.open("/mailbox", { isSignedOut: true });
    await page.getByLabel("API key").fill("drip_wrong");
    await page.getByRole("button", { name: "Sign in" }).click();
    const refused = await page.request.post(`${shown.url}/v1/sessions`, {
      data: { key: "drip_wrong" },
    });
    await page.getByText((await refused.json()).detail, { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel("API key").fill(shown.program.ready.adminKey!);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Mailbox" }).waitFor();
    const stored = await page.evaluate<string>("JSON.stringify([localStorage, document.cookie])");
    expect(stored).not.toContain("drip_");
  });

  test("the link of the terminal signs in once, and leaves the address", async () => {
    const link = (shown.program.ready as unknown as { console: string }).console;
    const page = await shown.open("/nothing", { isSignedOut: true });
    await page.goto("about:blank");
    await page.goto(link);
    await page.getByRole("heading", { name: "Home" }).waitFor();
    expect(page.url()).toBe(`${shown.url}/`);
    const other = await shown.open("/nothing", { isSignedOut: true });
    await other.goto("about:blank");
    await other.goto(link);
    await other.getByRole("heading", { name: "Sign in to Dripstack" }).waitFor();
    await other.getByRole("alert").filter({ hasText: "this sign-in link was used" }).waitFor();
    expect(await violations(other)).toEqual([]);
    // To those who are signed in a used link does no harm.
    await page.goto("about:blank");
    await page.goto(link);
    await page.getByRole("heading", { name: "Home" }).waitFor();
  });

  test("signing out ends the session in the browser and in the API", async () => {
    const page = await shown.open("/");
    await page.getByRole("button", { name: /Signed in with the key/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in to Dripstack" }).waitFor();
    const me = await page.request.get(`${shown.url}/v1/me`);
    expect(me.status()).toBe(401);
  });

  test("a sign-out that failed is told, and the session goes on", async () => {
    const page = await shown.open("/");
    await page.route("**/v1/sessions/current", (route) =>
      route.request().method() === "DELETE" ? route.abort() : route.continue(),
    );
    await page.getByRole("button", { name: /Signed in with the key/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByText("You are still signed in").waitFor();
    expect((await page.request.get(`${shown.url}/v1/me`)).status()).toBe(200);
  });

  test("a lost connection is said, and what is shown refreshes when it is back", async () => {
    const page = await shown.open("/mailbox");
    await page.getByText("No mail yet").waitFor();
    await page.context().setOffline(true);
    await page.getByText("The connection is lost.").waitFor({ timeout: 30_000 });
    await page.context().setOffline(false);
    await page.getByText("The connection is lost.").waitFor({ state: "detached" });
  });

  test("nothing is asked of any other host", async () => {
    const page = await shown.open("/");
    const hosts = new Set<string>();
    page.on("request", (request) => hosts.add(new URL(request.url()).origin));
    await page.reload();
    await page.getByRole("heading", { name: "Home" }).waitFor();
    await page.getByRole("link", { name: "Mailbox" }).click();
    await page.getByText("No mail yet").waitFor();
    expect([...hosts]).toEqual([shown.url]);
    expect(shown.complaints).toEqual([]);
  });

  test("the language and appearance of choice stay", async () => {
    const page = await shown.open("/");
    await page.getByRole("button", { name: /Signed in with the key/ }).click();
    await page.getByRole("menuitem", { name: "Deutsch" }).click();
    await page.getByRole("heading", { name: "Übersicht" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "Übersicht" }).waitFor();
    expect(await page.getAttribute("html", "lang")).toBe("de");
  });
});
