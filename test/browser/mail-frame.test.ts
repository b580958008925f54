import { beforeAll, expect, test, vi } from "vitest";
import { describeConsole } from "./support/console.ts";

const FAR = "//elsewhere.invalid/x.gif";
/** Mails by subject, each with one way to an image. */
const IMAGES: Record<string, string> = {
  src: `<img src="https:${FAR}">`,
  srcset: `<img srcset="${FAR} 2x">`,
  source: `<picture><source srcset="http:${FAR} 2x"><img></picture>`,
  background: `<table background="http:${FAR}"><tr><td>x</td></tr></table>`,
  poster: `<video poster="http:${FAR}"></video>`,
  style: `<p style="background: URL( 'http:${FAR}' )">x</p>`,
  sheet: `<style>p { background-image: image-set("http:${FAR}" 1x) }</style><p>x</p>`,
};
const NO_IMAGES: Record<string, string> = {
  link: `<a href="https:${FAR}">x</a>`,
  inline: '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><p>https://elsewhere.invalid</p>',
};

describeConsole("a mail's frame in the console", (shown) => {
  const send = async (subject: string, html: string) => {
    await shown.call("PUT", `/v1/templates/${subject}`, { subject, html, class: "transactional" });
    const to = `${subject}@example.com`;
    await shown.call("POST", "/v1/messages", { to, templateId: subject });
  };
  const open = async (subject: string) => {
    const page = await shown.open(`/mailbox?to=${subject}@example.com`);
    await page.getByRole("button", { name: subject }).click();
    await page.locator("iframe").waitFor();
    return page;
  };

  beforeAll(async () => {
    const targets = ["_self", "_top", "_parent", "_unfencedTop"].map(
      (target) => `<p><a target="${target}" href="https:${FAR}">${target}</a></p>`,
    );
    const shadow = `<div><template shadowrootmode="open">${targets[0]}</template></div>`;
    const area = `<svg><a target="_self" href="https:${FAR}"><text y="20">svg</text></a></svg>`;
    await send("targets", `${targets.join("")}${area}${shadow}`);
    for (const [subject, html] of Object.entries({ ...IMAGES, ...NO_IMAGES }))
      await send(subject, html);
    await vi.waitFor(
      async () => expect((await shown.call("GET", "/v1/mailbox")).items).toHaveLength(10),
      15_000,
    );
  }, 60_000);

  test("whatever target a link names, it opens a tab and the mail stays", async () => {
    const page = await open("targets");
    const frame = page.frameLocator("iframe");
    for (const target of ["_self", "_top", "_parent", "_unfencedTop", "svg"]) {
      const popup = page.waitForEvent("popup");
      await frame.getByText(target, { exact: true }).first().click();
      await (await popup).close();
    }
    // With the footer's; the one in a shadow tree is gone.
    expect(await frame.locator("a").count()).toBe(6);
    expect(page.url()).toContain("/mailbox");
  });

  test("images from elsewhere can be loaded, however a mail names them", async () => {
    const page = await shown.open("/mailbox");
    const button = page.getByRole("button", { name: "Load images" });
    for (const subject of [...Object.keys(IMAGES), ...Object.keys(NO_IMAGES)]) {
      await page.goto(`${shown.url}/mailbox?to=${subject}@example.com`);
      await page.getByRole("button", { name: subject, exact: true }).click();
      await page.getByRole("complementary").getByRole("heading", { name: subject }).waitFor();
      await page.locator("iframe").waitFor();
      expect([subject, await button.count()]).toEqual([subject, subject in IMAGES ? 1 : 0]);
    }
    expect(shown.complaints.filter((text) => !text.includes("elsewhere"))).toEqual([]);
  });
});
