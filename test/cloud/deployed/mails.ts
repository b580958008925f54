import { simpleParser } from "mailparser";
import PostalMime from "postal-mime";
import { expect, test } from "vitest";
import type { Stage } from "./stage.ts";

export const PEOPLE = Array.from({ length: 20 }, (_, i) => `person-${i}@example.com`);

export function mails(stage: Stage): void {
  test("twenty people sign up, and each gets one mail", async () => {
    expect((await stage.signUp(...PEOPLE)).body).toMatchObject({ accepted: 20, duplicates: 0 });
    for (const to of PEOPLE) await stage.mailsTo(to, 1);
    expect(stage.door.mails.map(({ to }) => to).toSorted()).toEqual(PEOPLE.toSorted());
  });

  test("what SES was given is read alike by two parsers, and carries our tags", async () => {
    const ids = new Set(stage.door.mails.map(({ tags }) => tags.message));
    expect(ids.size).toBe(PEOPLE.length);
    for (const { raw, tags, to, configurationSet, trackingIsOff } of stage.door.mails) {
      const [one, other] = await Promise.all([PostalMime.parse(raw), simpleParser(raw)]);
      expect(one.subject).toBe("Welcome!");
      expect(one.to).toMatchObject([{ address: to }]);
      expect(other.subject).toBe(one.subject);
      expect(String(other.html).trim()).toBe(one.html?.trim());
      expect(other.text?.trim()).toBe(one.text?.trim());
      const headers = Object.fromEntries(one.headers.map(({ key, value }) => [key, value]));
      expect(headers["x-dripstack-message"]).toBe(tags.message);
      expect(headers["list-unsubscribe-post"]).toBe("List-Unsubscribe=One-Click");
      expect(tags).toMatchObject({ workspace: "main", attempt: "1" });
      expect(configurationSet).toMatch(/^SesFeedbackConfigurationSet/);
      expect(trackingIsOff).toBe(true);
    }
  });

  test("a transactional mail goes at once, and once for one idempotency key", async () => {
    const body = { to: "kim@example.com", templateId: "welcome-nudge", data: {} };
    const headers = { "idempotency-key": "order-1" };
    const first = await stage.app.call("POST", "/v1/messages", body, headers);
    expect(first.status).toBe(202);
    const again = await stage.app.call("POST", "/v1/messages", body, headers);
    expect(again.body).toEqual(first.body);
    await stage.mailsTo("kim@example.com", 1);
  });
}
