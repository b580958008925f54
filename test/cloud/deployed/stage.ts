import { MINUTE_MS } from "#shared/kernel/time.ts";
import { asItGetsOn, eventually } from "../machine/eventually.ts";
import { type MiniStack, startMiniStack } from "../machine/ministack.ts";
import { type SentMail, SesDoor } from "../machine/ses-door.ts";
import { Installation } from "./installation.ts";
import { sweptUpTo } from "./wheels.ts";

/**
 * AWS, the mail that leaves it, and what is installed there: what the chapters of the story share.
 */
export class Stage {
  door!: SesDoor;
  emulator!: MiniStack;
  app!: Installation;
  openedAt = 0;

  async open(): Promise<void> {
    this.openedAt = Date.now();
    this.door = await SesDoor.open();
    this.emulator = await startMiniStack(this.door.url);
    this.door.behind = this.emulator.url;
    this.door.inOwnName = true;
    this.app = new Installation(this.emulator);
  }

  async close(): Promise<void> {
    await this.emulator?.stop();
    this.door?.close();
  }

  signUp = (...people: string[]) =>
    this.app.call("POST", "/v1/events", {
      events: people.map((email) => ({ email, name: "signed_up" })),
    });

  /**
   * Moves the clock ahead, and waits until the minute's sweeps have come as far, for as long as
   * they get on.
   */
  async advance(ms: number): Promise<void> {
    await this.app.advance(ms);
    const isThere = (swept: number[]) => swept.every((at) => at >= this.app.now() - MINUTE_MS);
    await asItGetsOn(180, "a sweep that gets on", sweptUpTo, isThere);
  }

  /** The mails to an address, as soon as there are at least `count`. */
  mailsTo = (to: string, count: number): Promise<SentMail[]> =>
    eventually(150, `${count} mails to ${to}`, async () => {
      const mails = this.door.mailsTo(to);
      return mails.length >= count && mails;
    });

  /** A message of the API, as soon as it is in that state. */
  // biome-ignore lint/suspicious/noExplicitAny: a test says itself what it expects of an answer.
  messageOf = (mail: SentMail, state: string): Promise<any> =>
    eventually(90, `a mail to ${mail.to} that is ${state}`, async () => {
      const { body } = await this.app.call("GET", `/v1/messages/${mail.tags.message}`);
      return body.state === state && body;
    });

  /** A job of the API, as soon as it is done. */
  // biome-ignore lint/suspicious/noExplicitAny: a test says itself what it expects of an answer.
  jobDone = (id: string): Promise<any> =>
    eventually(60, `the end of job ${id}`, async () => {
      const { body } = await this.app.call("GET", `/v1/jobs/${id}`);
      return body.state === "done" && body;
    });

  /**
   * All that a sequence has decided for a contact, in its order: each step, decision and reason.
   */
  async trailOf(contact: string, sequence: string): Promise<string[]> {
    const { body } = await this.app.call("GET", `/v1/contacts/${contact}/timeline?limit=100`);
    type Item = {
      sequence?: string;
      kind: string;
      step?: string;
      decision: string;
      reason?: string;
    };
    return body.items
      .filter((item: Item) => item.kind === "decision" && item.sequence === sequence)
      .map(({ step, decision, reason }: Item) => [step, decision, reason].filter(Boolean).join(" "))
      .toReversed();
  }

  /** The names of the items in the timeline of a mail's recipient. */
  async timelineOf(mail: SentMail): Promise<string[]> {
    const { body } = await this.app.call("GET", `/v1/messages/${mail.tags.message}`);
    const timeline = await this.app.call("GET", `/v1/contacts/${body.contactId}/timeline`);
    return timeline.body.items.map((item: { kind: string; name?: string; action?: string }) =>
      [item.kind, item.name ?? item.action].filter(Boolean).join(" "),
    );
  }
}
