import { expect, test } from "vitest";
import { tell } from "../machine/ses-events.ts";
import type { Stage } from "./stage.ts";

const LOST = "lost@example.com";

/** A mail whose answer is lost; a later check for unresolved messages settles it. */
export function loseAnAnswer(stage: Stage): void {
  test("a mail whose answer is lost was sent, but is not reported as sent", async () => {
    stage.door.losesAnswer = (mail) => mail.to === LOST;
    await stage.signUp(LOST);
    const [mail] = await stage.mailsTo(LOST, 1);
    const { body } = await stage.app.call("GET", `/v1/messages/${mail!.tags.message}`);
    expect(["sending", "unknown"]).toContain(body.state);
  });
}

/** Later than a quarter of an hour after it. */
export function settleTheDoubt(stage: Stage): void {
  test("looking again shows the doubt and sends nothing twice; SES's event settles it", async () => {
    const [mail] = await stage.mailsTo(LOST, 1);
    await stage.messageOf(mail!, "unknown");
    await tell("DELIVERY", mail!, stage.app.now());
    await stage.messageOf(mail!, "delivered");
    expect(stage.door.mailsTo(LOST)).toHaveLength(1);
    stage.door.losesAnswer = () => false;
  });
}
