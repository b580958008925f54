import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import { describeConsole } from "./support/console.ts";

const source = (body: string) => ({ subject: "Hello", html: body, class: "marketing" });

describeConsole("the templates of the console", (shown) => {
  let page: Page;
  const code = () => page.getByRole("textbox", { name: "Markup with Liquid" });
  const frame = () => page.frameLocator("iframe[title='Preview of the mail']");
  const checks = () => page.getByRole("region", { name: "Checks" });
  const isSaved = () => page.getByText("Saved", { exact: true }).waitFor();

  beforeAll(async () => {
    page = await shown.open("/templates");
  });

  test("the list tells who uses each; one that is used is not deleted", async () => {
    const row = page.locator("tbody tr").filter({ hasText: "welcome-hello" });
    await row.getByText("welcome", { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    await row.getByRole("button", { name: "Delete welcome-hello" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.getByText('still used by sequence "welcome"').waitFor();
  });

  test("one is made, edited with its preview beside it, and saved", async () => {
    await page.getByRole("button", { name: "New template" }).click();
    await page.getByRole("dialog").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("dialog").getByRole("textbox", { name: "Id" }).fill("spring");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "spring" }).waitFor();
    await frame().getByText("Hello first_name!").waitFor();
    expect(await violations(page)).toEqual([]);

    await page.getByLabel("Subject").fill("Spring, {{ contact.city }}");
    await page.getByText("Not saved").waitFor();
    await checks().getByText("contact.city").waitFor();
    await page.getByRole("button", { name: "Make up values" }).click();
    await page.getByText("Spring, city").waitFor();
    await page.getByRole("button", { name: "Save" }).click();
    await isSaved();
    const { subject, version } = await shown.call("GET", "/v1/templates/spring");
    expect([subject, version]).toEqual(["Spring, {{ contact.city }}", 2]);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("Version 3,").waitFor();
    expect((await shown.call("GET", "/v1/templates/spring")).subject).toContain("first_name");
  });

  test("with the keyboard alone: a fault in place, mended, and saved", async () => {
    await code().focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("{{");
    await page.keyboard.press("Control+End");
    const place = checks().getByRole("button", { name: /line/ }).first();
    await place.waitFor();
    await page.locator(".cm-lint-marker-error").first().waitFor();
    await page.getByText("this is the mail as it was before them").waitFor();
    expect(await violations(page)).toEqual([]);
    await place.focus();
    await page.keyboard.press("Enter");
    await page.locator(".cm-content:focus").waitFor();
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await place.waitFor({ state: "detached" });
    await page.keyboard.press("Control+End");
    await page.keyboard.type("<!-- kept -->");
    await page.keyboard.press("Control+s");
    await isSaved();
    expect((await shown.call("GET", "/v1/templates/spring")).mjml).toContain("<!-- kept -->");
    // The editor lets go of the keyboard.
    await page.keyboard.press("Tab");
    expect(await page.locator(".cm-content:focus").count()).toBe(0);
  });

  test("attributes that are in use are offered while one types", async () => {
    await shown.call("PUT", "/v1/contacts/ada", {
      email: "ada@example.com",
      attributes: { favourite_colour: "green", first_name: "Ada" },
    });
    await page.reload();
    await code().click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("{{ contact.fav");
    await page.getByRole("option", { name: /favourite_colour/ }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+z");
  });

  test("a contact is chosen, whose address the address bar keeps; phone, dark and text", async () => {
    await page.reload();
    await page.getByRole("button", { name: "A contact" }).click();
    await page.getByPlaceholder("Find a contact by address or id").fill("ada@");
    await page.getByRole("option", { name: "ada@example.com" }).click();
    await frame().getByText("Hello Ada!").waitFor();
    expect(new URL(page.url()).searchParams.get("contact")).toBe("ada");
    await page.getByRole("button", { name: "Phone" }).click();
    await page.getByRole("button", { name: "Dark" }).click();
    const look = await page.locator("iframe").getAttribute("style");
    expect(look).toMatch(/color-scheme: dark/);
    expect(look).toMatch(/max-width: 375px/);
    await page.getByText("No dark styles in this mail").waitFor();
    await page.getByRole("button", { name: "Text", exact: true }).click();
    await page.locator("pre").getByText("Hello Ada!").waitFor();
    // Away from the button, whose tooltip stands outside of the page's landmarks.
    await page.mouse.move(600, 500);
    await page.getByRole("tooltip").waitFor({ state: "detached" });
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Desktop" }).click();
  });

  test("an older version is compared, and loaded into the editor", async () => {
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Versions" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Version 2" }).click();
    await dialog.getByText("subject: Spring, {{ contact.city }}").waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Load into the editor" }).click();
    await page.getByText("Not saved").waitFor();
    expect(await page.getByLabel("Subject").inputValue()).toBe("Spring, {{ contact.city }}");
    await page.getByRole("button", { name: "Undo" }).click();
    await isSaved();
  });

  test("a test is sent to two addresses, and says what happened to each", async () => {
    await shown.call("PUT", "/v1/suppressions/bad@example.com", { reason: "hard-bounce" });
    await page.getByRole("button", { name: "Test send" }).click();
    const submit = page.getByRole("button", { name: "Send the test" });
    await page.getByText("Say to whom it goes.").waitFor();
    expect(await submit.getAttribute("aria-disabled")).toBe("true");
    const why = await submit.getAttribute("aria-describedby");
    expect(await page.locator(`[id="${why}"]`).textContent()).toContain("Say to whom it goes.");
    expect(await violations(page)).toEqual([]);
    await submit.click({ force: true });
    expect(await page.getByRole("list", { name: "What happened" }).count()).toBe(0);
    await page
      .getByRole("dialog")
      .getByRole("textbox", { name: /^To/ })
      .fill("team@example.com, bad@example.com");
    await page.getByText("Say to whom it goes.").waitFor({ state: "detached" });
    expect(await submit.getAttribute("aria-disabled")).toBe("false");
    await submit.click();
    const results = page.getByRole("list", { name: "What happened" });
    await results.getByText("Not sent").waitFor();
    await results
      .getByText(/Delivered|Sent|On its way/)
      .first()
      .waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
  });

  test("a misspelt variable is told with the name that is near", async () => {
    const subject = page.getByLabel("Subject");
    const before = await subject.inputValue();
    await subject.fill("For {{ contact.plam }}");
    await page.getByText("Is contact.plan meant by contact.plam?").waitFor();
    expect(await violations(page)).toEqual([]);
    await subject.fill(before);
    await page.getByText("Is contact.plan meant").waitFor({ state: "detached" });
  });

  test("a version saved elsewhere is shown beside one's own, and nothing is overwritten", async () => {
    await page.getByLabel("Subject").fill("Mine");
    await shown.call("PUT", "/v1/templates/spring", {
      subject: "Theirs",
      mjml: "<mjml><mj-body/></mjml>",
    });
    // Refused with 412, unless the page has learned of it already.
    await page.keyboard.press("Control+s");
    await page.getByText("Changed elsewhere meanwhile").waitFor();
    const differences = page.getByRole("list", { name: "Differences" });
    await differences.getByText("subject: Theirs").waitFor();
    await differences.getByText("subject: Mine").waitFor();
    expect((await shown.call("GET", "/v1/templates/spring")).subject).toBe("Theirs");
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Load theirs" }).click();
    await isSaved();
    expect(await page.getByLabel("Subject").inputValue()).toBe("Theirs");
    await page.getByRole("button", { name: "Undo" }).last().click();
    expect(await page.getByLabel("Subject").inputValue()).toBe("Mine");
    await page.getByRole("link", { name: "Templates" }).click();
    await page.getByText("Leave without saving?").waitFor();
    await page.getByRole("button", { name: "Leave", exact: true }).click();
    await page.getByRole("heading", { name: "Templates" }).waitFor();
  });
});

describeConsole("hostile templates in the console", (shown) => {
  const HOSTILE = [
    "<p>Plain</p>",
    '<img src="http://elsewhere.invalid/pixel.gif" onerror="top.document.title=1">',
    "<script>top.document.title = 'taken'</script>",
    `<p dir="rtl">שלום \u202e${"Eselsohr".repeat(1_250)}</p>`,
  ].join("\n");

  test("nothing runs, nothing leaves, and nothing is cut or pushed aside", async () => {
    await shown.call("PUT", "/v1/templates/hostile", {
      ...source(HOSTILE),
      subject: `\u202eשלום ${"long ".repeat(190)}`,
    });
    const page = await shown.open("/templates/hostile");
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    const frame = page.frameLocator("iframe");
    await frame.getByText("Plain").waitFor();
    for (const markup of [
      "<form action='/x'><button>Go</button></form>",
      "<meta http-equiv='refresh' content='0;url=/taken'>",
    ]) {
      await page.getByRole("textbox", { name: "Markup with Liquid" }).focus();
      await page.keyboard.press("Control+End");
      await page.keyboard.insertText(`\n${markup}`);
      await page.getByRole("region", { name: "Checks" }).getByRole("listitem").first().waitFor();
      await page.keyboard.press("Control+z");
    }
    expect(await page.title()).toBe("hostile · Dripstack");
    expect(await page.locator("iframe").getAttribute("sandbox")).not.toMatch(
      /scripts|same-origin|forms|top-navigation/,
    );
    expect(asked.filter((url) => /^https?:/.test(url) && !url.startsWith(shown.url))).toEqual([]);
    expect(await violations(page)).toEqual([]);
    for (const [path, width] of [
      ["/templates/hostile", 1_360],
      ["/templates/hostile", 375],
      ["/templates", 375],
    ] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(shown.url + path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      const wide = await page.evaluate<number>("document.documentElement.scrollWidth");
      expect(wide).toBeLessThanOrEqual(width);
      expect(await violations(page)).toEqual([]);
    }
  });
});
