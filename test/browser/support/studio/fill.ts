import { type Call, settle } from "./call.ts";
import { liveDay, mailInvoice } from "./days.ts";
import { changeWelcome, draftWelcome, putSequences } from "./sequences.ts";

const DAYS = 16;
const CHANGED_ON = 9;

/**
 * A small studio after two weeks of work, always the same: contacts who sign up day by day, read,
 * click, buy and leave; a bounce, a complaint, a mail that is held. Nothing that pages show may
 * depend on chance: no holdout, no two things at one instant.
 */
export async function fillStudio(call: Call): Promise<void> {
  await call("POST", "/v1/keys", { name: "Shop (live)", scopes: ["send"] });
  await call("POST", "/v1/sources", { id: "shop" });
  await putSequences(call);
  for (let day = 0; day < DAYS; day++) {
    if (day === CHANGED_ON) await changeWelcome(call);
    await liveDay(call, day);
    await call("POST", "/v1/dev/clock", { advance: "P1D" });
  }
  await liveDay(call, DAYS);
  await mailInvoice(call);
  await settle(call);
  const condition = { attribute: "plan", is: "pro" };
  await call("POST", "/v1/segments/count", { condition });
  await call("POST", "/v1/dev/clock", { advance: "PT4H" });
  await draftWelcome(call);
  await call("POST", "/v1/dev/clock", { advance: untilHalfPast(await call("GET", "/v1/meta")) });
}

/** What was done takes seconds or, on a loaded machine, a minute: all pages tell the same time. */
function untilHalfPast({ now }: { now: string }): string {
  const moment = new Date(now);
  const seconds = ((89 - moment.getUTCMinutes()) % 60) * 60 + 90 - moment.getUTCSeconds();
  return `PT${seconds}S`;
}
