import { expect, test } from "vitest";
import { publish } from "./examples.ts";
import type { Stage } from "./stage.ts";

const ASKED = "asked@example.com";

/**
 * All receivers that an emulator could reach are on this machine, which is where a request must not
 * lead.
 */
const ASKING = {
  name: "Asking",
  enter: [{ event: "asked" }],
  start: "ask",
  steps: {
    ask: { kind: "webhook", url: "https://localhost/", next: "good", otherwise: "bad" },
    good: { kind: "send", template: "welcome-hello", next: null },
    bad: { kind: "send", template: "welcome-nudge", next: null },
  },
};

export function requests(stage: Stage): void {
  test("a step's request that leads into a private network is refused, and the run goes the other way", async () => {
    await publish(stage.app, "asking", ASKING);
    const events = [{ email: ASKED, name: "asked" }];
    await stage.app.call("POST", "/v1/events", { events });
    const [mail] = await stage.mailsTo(ASKED, 1);
    expect(String(mail!.raw)).toContain("Subject: One small step");
    const { body } = await stage.app.call("GET", `/v1/messages/${mail!.tags.message}`);
    const timeline = await stage.app.call("GET", `/v1/contacts/${body.contactId}/timeline`);
    expect(timeline.body.items).toContainEqual(
      expect.objectContaining({ decision: "request-failed", reason: "private" }),
    );
  });
}
