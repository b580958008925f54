import type { Facts } from "#shared/audience/conditions/index.ts";
import type { Effect } from "#shared/automation/steps/index.ts";
import { type Message, messageEvents } from "#shared/messaging/messages/index.ts";
import type { OutboxEntry } from "#shared/messaging/snapshot/index.ts";
import type { Naive } from "#test/audience/conditions/naive.ts";
import { inOrder } from "./lateness.ts";

export const CONTACT = "c_0m1a2b3c4xxxxxxxx";
export const EMAIL = "ann@example.com";
/** A day before anything happens. */
const CREATED_AT = "2026-03-26T11:00:00.000Z";
const MESSAGE_EVENTS = ["message.sent", "message.opened", "message.clicked"];

/** The outcome of a mail, at the instant at which it is known. */
export type Fate =
  | "sent"
  | "opened"
  | "clicked"
  | "dropped"
  | "refused"
  | "unknown"
  | "sending"
  | { heldMinutes: number };

/** The one person, whom the engine and the reference both see; news change them in place. */
export class Person {
  readonly attributes: Record<string, unknown>;
  readonly changedAt: Record<string, number> = {};
  readonly mails = new Map<string, Message>();
  readonly segments = new Set<string>();
  readonly zone: string;
  subscribed = true;
  locale: string | null = null;
  /** What was decided of them and is not carried out yet. */
  decided: Effect[] = [];
  /** What their run began with. */
  began: Naive["began"];
  readonly #posted: Naive["history"] = [];

  constructor(zone: string, attributes: Record<string, unknown>) {
    this.zone = zone;
    this.attributes = { ...attributes };
  }

  happens(event: Naive["history"][number]): void {
    this.#posted.push(event);
  }

  set(attributes: Record<string, unknown>, now: number): void {
    for (const [name, value] of Object.entries(attributes)) {
      if ((this.attributes[name] ?? null) === value) continue;
      this.changedAt[name] = now;
      if (value === null) delete this.attributes[name];
      else this.attributes[name] = value;
    }
  }

  /** Carries a step's change or event out. */
  take(effect: Effect, now: number): void {
    if (effect.kind === "event") {
      this.happens(effect.event);
    }
    if (effect.kind !== "change") return;
    this.set(effect.attributes, now);
    this.subscribed = effect.subscribed ?? this.subscribed;
  }

  /** Gives a decided mail a row, or another state. What is known to have gone stays so. */
  mail(
    { messageId: id, step, run, version, bornAt, template }: OutboxEntry,
    fate: Fate,
    now: number,
  ) {
    const before = this.mails.get(id);
    const source = { kind: "run", sequence: "tour", entryKey: "-", run, version, step } as const;
    const row = { id, class: "marketing", source, template, bornAt, attempt: 1 } as const;
    const facts = { ...before?.facts };
    const gone = fate === "sent" || fate === "opened" || fate === "clicked";
    if (gone) facts.sentAt ??= now;
    if (fate === "opened" || fate === "clicked") facts.openedAt ??= now;
    if (fate === "clicked") facts.clickedAt ??= now;
    const state =
      typeof fate === "object"
        ? { status: "held", until: now + fate.heldMinutes * 60_000 }
        : { status: gone ? "sent" : fate, token: "t", leaseEndsAt: now };
    if (!gone && (facts.sentAt !== undefined || before?.status === "dropped")) return;
    this.mails.set(id, { ...row, facts, ...state } as Message);
  }

  /** As the naive evaluator sees them; conditions count nothing that is yet to come. */
  naive(): Naive {
    const { zone } = this;
    let { attributes, subscribed } = this;
    for (const effect of this.decided) {
      if (effect.kind !== "change") continue;
      attributes = { ...attributes, ...effect.attributes };
      subscribed = effect.subscribed ?? subscribed;
    }
    const ours = MESSAGE_EVENTS.flatMap((name) =>
      messageEvents(name, this.mails.values()).map((one) => ({ name, ...one })),
    );
    const history = [...this.#posted, ...ours];
    const segments = [...this.segments];
    return {
      attributes: { ...attributes },
      changedAt: { ...this.changedAt },
      fields: { email: EMAIL, locale: this.locale, timeZone: zone, createdAt: CREATED_AT },
      zone,
      subscribed,
      segments,
      history,
      suppressed: null,
      entry: {},
      began: this.began,
    };
  }

  /** As the engine does. */
  facts(): Facts {
    const { history, segments, fields, began: _, ...rest } = this.naive();
    const sorted = history.toReversed().toSorted((a, b) => inOrder(b, a));
    const events = (name: string) => sorted.filter((one) => one.name === name);
    const field = (name: string) => fields[name] ?? null;
    return { ...rest, segments: new Set(segments), events, field };
  }
}
