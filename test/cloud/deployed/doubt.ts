import { expect, test } from "vitest";
import { tell } from "../machine/ses-events.ts";
import type { Stage } from "./stage.ts";

export function doubt(stage: Stage): void {
  test("a lost answer sends nothing twice: the doubt shows, and SES's event settles it", async () => {
    const to = "lost@example.com";
    stage.door.losesAnswer = (mail) => mail.to === to;
    await stage.signUp(to);
    const [mail] = await stage.mailsTo(to, 1);
    // Sooner by the claimant itself, later by the look-again that it wrote before.
    const doubted = await stage.app.call("GET", `/v1/messages/${mail!.tags.message}`);
    expect(["sending", "unknown"]).toContain(doubted.body.state);
    await tell("DELIVERY", mail!, stage.app.now());
    await stage.messageOf(mail!, "delivered");
    expect(stage.door.mailsTo(to)).toHaveLength(1);
    stage.door.losesAnswer = () => false;
  });
}
