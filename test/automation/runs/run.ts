import { readFileSync } from "node:fs";
import { type Enrollment, readTrail } from "#shared/automation/enrollments/index.ts";
import { compileProgram, Definition } from "#shared/automation/language/index.ts";
import { advance, startRun } from "#shared/automation/runs/index.ts";
import { type Message, messageEvents } from "#shared/messaging/messages/index.ts";

export const NOON = Date.parse("2026-03-02T12:00:00.000Z");
export const CONTACT = "c_0m1a2b3c4xxxxxxxx";

export const welcome: unknown = JSON.parse(
  readFileSync(new URL("../../../examples/welcome/sequence.json", import.meta.url), "utf8"),
);

/** One person in one run, with their mails and events: given, when, then. */
export class Scene {
  readonly program;
  run: Enrollment;
  now = NOON;
  attributes: Record<string, unknown> = {};
  readonly mails = new Map<string, Message>();
  readonly events: { name: string; at: number; data: Record<string, unknown> }[] = [];

  constructor(definition: unknown) {
    this.program = compileProgram("welcome", 1, Definition.parse(definition));
    const entry = { event: "signed_up", id: "e1", at: NOON, data: {} };
    this.run = startRun(this.program, CONTACT, "-", entry, NOON);
  }

  /** Lets time pass, then lets the run decide. */
  after(ms: number): this {
    this.now += ms;
    const facts = {
      attributes: this.attributes,
      events: (name: string) => [
        ...messageEvents(name, this.mails.values()),
        ...this.events
          .map((event, i) => ({ id: `x${i}`, ...event }))
          .filter((event) => event.name === name)
          .toReversed(),
      ],
      zone: "UTC",
      segments: new Set<string>(),
      subscribed: true,
      suppressed: null,
      field: () => null,
    };
    const identity = { id: CONTACT, email: "ann@example.com" };
    const subject = { contact: CONTACT, identity, facts, mails: this.mails };
    this.run = advance(this.program, this.run, subject, this.now).run;
    return this;
  }

  /** Gives the newest mail a row. */
  mail(protocol: Partial<Message>): this {
    const { messageId: id, step, run, version, bornAt, template } = this.run.outbox.at(-1)!;
    const source = { kind: "run", sequence: "welcome", entryKey: "-", run, version, step } as const;
    const row = { id, class: "marketing", source, template, bornAt, attempt: 1, facts: {} };
    this.mails.set(id, { ...row, status: "sent", ...protocol } as Message);
    return this;
  }

  get sent(): string[] {
    return this.run.outbox.map(({ template }) => template);
  }

  get lastDecision(): string {
    return readTrail(this.run.trail).at(-1)!.decision;
  }
}
