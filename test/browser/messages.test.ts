import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import { describeConsole } from "./support/console.ts";

const LONG = `${"Eselsohr".repeat(1_250)}`;
const RTL = "\u202eשלום";
const HOSTILE = [
  "<script>parent.document.title = 'taken'; fetch('/v1/me')</script>",
  '<img src="http://elsewhere.invalid/pixel.gif" onerror="top.location=\'/taken\'">',
  '<form><input name="q"><button>Send it</button></form>',
  '<p onclick="alert(1)">Hello {{ data.name }}</p>',
].join("");

describeConsole("the messages of the console", (shown) => {
  let page: Page;
  const rows = () => page.locator("tbody tr[data-index]");
  const post = (to: string, data: object) =>
    shown.call("POST", "/v1/messages", { to, templateId: "receipt", data });

  beforeAll(async () => {
    page = await shown.open("/messages");
  });

  test("an empty list says how a message comes about", async () => {
    await page.getByText("No messages yet").waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test("messages are narrowed by filters that the address holds", async () => {
    await shown.call("PUT", "/v1/templates/receipt", {
      subject: "Receipt for {{ data.name }}",
      class: "transactional",
      html: HOSTILE,
    });
    await shown.call("PUT", "/v1/contacts/gone", { email: "gone@example.com" });
    await shown.call("PUT", "/v1/suppressions/gone@example.com", { reason: "manual" });
    await shown.call("POST", "/v1/events", {
      events: [{ email: "ada@example.com", name: "signed_up" }],
    });
    await post("gone@example.com", { name: "nothing" });
    await post("bob@example.com", { name: `${RTL} ${LONG}`.slice(0, 10_000) });
    await expect
      .poll(async () => (await shown.call("GET", "/v1/messages")).items.length, { timeout: 15_000 })
      .toBe(3);
    await page.reload();
    await expect.poll(() => rows().count(), { timeout: 15_000 }).toBe(3);
    expect(await violations(page)).toEqual([]);

    await page.getByLabel("State").selectOption("Not sent");
    await expect.poll(() => rows().count(), { timeout: 15_000 }).toBe(1);
    expect(await rows().first().textContent()).toContain("gone@example.com");
    expect(new URL(page.url()).searchParams.get("state")).toBe("dropped");
    await page.reload();
    await rows().first().waitFor();
    expect(await rows().count()).toBe(1);

    await page.getByLabel("Until").fill("2020-01-01");
    await page.getByText("No message matches these filters.").waitFor();
    await page.getByRole("button", { name: "Clear the filters" }).last().click();
    await expect.poll(() => rows().count(), { timeout: 15_000 }).toBe(3);
    await page.getByLabel("Sequence").fill("welcome");
    await expect.poll(() => rows().count(), { timeout: 15_000 }).toBe(1);
    await page.getByRole("button", { name: "Clear the filters" }).click();
    await expect.poll(() => rows().count(), { timeout: 15_000 }).toBe(3);
  });

  test("a message that did not go says why in words", async () => {
    await rows().filter({ hasText: "gone@example.com" }).click();
    const pane = page.getByRole("complementary");
    await pane.getByText("The address was suppressed by hand.").waitFor();
    await pane.getByText("A rule decided against it, and it is not tried again.").waitFor();
    await page.keyboard.press("Escape");
    await pane.waitFor({ state: "detached" });
  });

  test("with the keyboard alone: one after the other, its story, links and parts", async () => {
    const first = page.locator("tbody tr[data-index] button").first();
    await first.focus();
    await page.keyboard.press("Enter");
    const pane = page.getByRole("complementary");
    await pane.waitFor();
    for (let i = 0; i < 2; i++) {
      if (await pane.getByText("welcome › hello").isVisible()) break;
      const shownNow = page.url();
      await page.keyboard.press("j");
      await expect.poll(() => page.url()).not.toBe(shownNow);
      await pane.getByText("Message id").waitFor();
    }
    await pane.getByRole("list", { name: "What happened" }).getByText("Delivered").waitFor();
    await pane.getByText("As it was sent").waitFor();
    await pane.frameLocator("iframe").getByText("Take the tour").waitFor();
    expect(await pane.getByRole("link", { name: "welcome › hello" }).getAttribute("href")).toBe(
      "/sequences/welcome",
    );
    expect(await violations(page)).toEqual([]);
    await page.getByRole("tab", { name: "HTML" }).focus();
    await page.keyboard.press("ArrowLeft");
    await pane.getByText("Content-Transfer-Encoding").first().waitFor();
    await page.keyboard.press("Escape");
    await pane.waitFor({ state: "detached" });
  });

  test("a hostile mail does nothing, asks nothing, and stays in its place", async () => {
    const asked: string[] = [];
    page.on("requestfinished", (request) => asked.push(request.url()));
    // What the policy refuses is no request, though the browser lists it as one that failed.
    page.on("requestfailed", (request) => {
      if (request.failure()?.errorText !== "csp") asked.push(request.url());
    });
    await rows().filter({ hasText: "bob@example.com" }).click();
    const pane = page.getByRole("complementary");
    const frame = pane.frameLocator("iframe");
    await frame.getByText("Hello").click();
    expect(await pane.locator("iframe").getAttribute("sandbox")).not.toMatch(
      /scripts|same-origin|forms|top-navigation/,
    );
    expect(await page.title()).toContain("Messages");
    expect(asked.filter((url) => /^https?:/.test(url) && !url.startsWith(shown.url))).toEqual([]);
    for (const width of [1_360, 375]) {
      await page.setViewportSize({ width, height: 800 });
      expect(
        await page.evaluate<number>("document.documentElement.scrollWidth"),
      ).toBeLessThanOrEqual(width);
    }
    await page.getByRole("button", { name: "Close" }).click();
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(
      375,
    );
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 1_360, height: 860 });
  });

  test("a mail in doubt explains itself", async () => {
    await page.route(/\/v1\/messages\/[^/?]+$/, async (route) => {
      const answer = await route.fetch();
      const body = {
        ...(await answer.json()),
        state: "unknown",
        reason: "the provider's answer was lost",
      };
      await route.fulfill({ response: answer, json: body });
    });
    await page.reload();
    await rows().first().click();
    const pane = page.getByRole("complementary");
    await pane.getByText("Why it is not sent again").waitFor();
    await pane.getByText("The provider’s answer was lost.").waitFor();
    await pane
      .getByText("look for the message id in the provider’s own log", { exact: false })
      .waitFor();
    expect(await violations(page)).toEqual([]);
    // What the hostile mail would load or run is refused, also where it is only parsed; nothing
    // else complains.
    const picture = (text: string) => text.includes("elsewhere.invalid/pixel.gif");
    const handler = (text: string) => text.startsWith("Executing inline event handler violates");
    expect(shown.complaints.some(picture)).toBe(true);
    expect(shown.complaints.filter((text) => !picture(text) && !handler(text))).toEqual([]);
  });
});
