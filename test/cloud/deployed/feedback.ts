import PostalMime from "postal-mime";
import { expect, test } from "vitest";
import { eventually } from "../machine/eventually.ts";
import { tell } from "../machine/ses-events.ts";
import { PEOPLE } from "./mails.ts";
import type { Stage } from "./stage.ts";

const [reader, bouncer, complainer, clicker, leaver] = PEOPLE as [
  string,
  string,
  string,
  string,
  string,
];

export { clicker, leaver };

/** The first link of that kind in a mail. */
const linkIn = async (raw: Buffer, kind: "c" | "u") =>
  new RegExp(`https?://[^"\\s]+/${kind}/[^"\\s<>]+`).exec((await PostalMime.parse(raw)).html!)![0];

export function feedback(stage: Stage): void {
  const firstTo = async (to: string) => (await stage.mailsTo(to, 1))[0]!;

  test("a delivery comes by the stream, and is seen on the timeline", async () => {
    const mail = await firstTo(reader);
    expect(await tell("DELIVERY", mail, stage.app.now())).toBe(1);
    const message = await stage.messageOf(mail, "delivered");
    expect(message.providerId).toBe(mail.id);
    expect(await stage.timelineOf(mail)).toEqual(
      expect.arrayContaining(["event message.delivered", "event message.sent", "event signed_up"]),
    );
  });

  test.each([
    ["BOUNCE", "bounced", bouncer, "hard-bounce"],
    ["COMPLAINT", "complained", complainer, "complaint"],
  ] as const)(
    "a %s comes by topic and queue, and suppresses the address",
    async (type, state, to, reason) => {
      const mail = await firstTo(to);
      // A proof of delivery may come after it and changes nothing.
      expect(await tell(type, mail, stage.app.now())).toBe(1);
      expect(await tell("DELIVERY", mail, stage.app.now())).toBe(1);
      await stage.messageOf(mail, state);
      expect((await stage.app.call("GET", `/v1/suppressions/${to}`)).body.reason).toBe(reason);
      expect(await stage.timelineOf(mail)).toContain(`event message.${state}`);
    },
  );

  test("a click leads on, and is seen on the timeline", async () => {
    const mail = await firstTo(clicker);
    const headers = {
      "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    };
    const answer = await stage.app.fetch(await linkIn(mail.raw, "c"), { headers });
    expect(answer.status).toBe(302);
    expect(answer.headers.get("location")).toBe("https://example.com/tour");
    await eventually(60, "the click", async () =>
      (await stage.timelineOf(mail)).includes("event message.clicked"),
    );
  });

  test("one click unsubscribes, without a login", async () => {
    const mail = await firstTo(leaver);
    const body = "List-Unsubscribe=One-Click";
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const url = await linkIn(mail.raw, "u");
    const answer = await stage.app.fetch(url, { method: "POST", headers, body });
    expect(answer.status).toBe(200);
    const { body: suppression } = await stage.app.call("GET", `/v1/suppressions/${leaver}`);
    expect(suppression.reason).toBe("unsubscribe");
  });
}
