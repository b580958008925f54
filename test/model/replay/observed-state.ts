import { readProfile } from "#shared/audience/profiles/index.ts";
import { type Enrollment, readContactSnapshot } from "#shared/automation/enrollments/index.ts";
import { claimNumber } from "#shared/messaging/delivery/index.ts";
import type { Message } from "#shared/messaging/messages/index.ts";
import type { State } from "../state.ts";
import type { Gate } from "./gate.ts";
import type { Stage } from "./stage.ts";

/** What the replay compares after each action, by name; equal texts mean equal states. */
export type ObservedState = Record<string, string>;

const row = (status: string, ahead: boolean, noted: boolean, out: boolean, reason: string) => {
  if (out) return `${status}, told of by feedback`;
  const waits = status === "held" || status === "sending" ? (ahead ? ", ahead" : ", over") : "";
  return `${status}${noted ? ", noted" : waits}${reason && `, ${reason}`}`;
};

/** The model's state. `attempts`: how many claims the trace has won, by mail. */
export function observeModel(state: State, attempts: number[]): ObservedState {
  const seen: ObservedState = { run: state.run, suppressed: String(state.suppressed) };
  for (const mail of [0, 1] as const) {
    const { status, ahead, noted, out, reason } = state.rows[mail];
    const shown = noted && status === "sending";
    seen[`mail ${mail + 1}`] = row(status, ahead, shown, out, reason);
    seen[`attempt of mail ${mail + 1}`] = String(status === "none" ? 0 : attempts[mail]);
    seen[`acceptances of mail ${mail + 1}`] = String(state.accepted[mail]);
    seen[`outbox has mail ${mail + 1}`] = String(state.outbox[mail]);
    seen[`delivery of mail ${mail + 1} to come`] = String(state.deliver[mail]);
    seen[`look at mail ${mail + 1} to come`] = String(state.look[mail]);
  }
  state.workers.forEach(({ job, holds }, i) => {
    seen[`worker ${i + 1}`] = job === "idle" ? "idle" : "at work";
    seen[`worker ${i + 1} holds the claim`] = String(holds && job === "deliver");
  });
  return seen;
}

/** The worker's invocation, and the mail that it delivers with the token that it wrote. */
export type WorkerRun = { gate: Gate; mail: number; token?: string };

/** The real state, in the same words. */
export async function observeWorld(
  stage: Stage,
  hands: (WorkerRun | undefined)[],
): Promise<ObservedState> {
  const { world, contact, bag, mailer, clock } = stage;
  const now = clock.now();
  const ids = bag.mails;
  const person = await readContactSnapshot(world, contact, now, ids);
  const run = person.enrollments[0]?.data;
  const profile = await readProfile(world, contact);
  const seen: ObservedState = {
    run: statusOf(run),
    suppressed: String(!!profile?.data.suppression),
  };
  const rows = ids.map((id) => person.messages.find(({ data }) => data.id === id)?.data);
  for (const mail of [0, 1]) {
    const id = ids[mail] ?? "";
    const message = rows[mail];
    const noted = await isNoted(stage, message);
    const status = message?.status ?? "none";
    const reason = status === "dropped" ? reasonOf(message!) : "";
    const isTold = message?.facts.deliveredAt !== undefined;
    seen[`mail ${mail + 1}`] = row(status, isAhead(message, now), noted, isTold, reason);
    seen[`attempt of mail ${mail + 1}`] = String(message?.attempt ?? 0);
    const accepted = mailer.accepted.filter(({ messageId }) => messageId === id);
    seen[`acceptances of mail ${mail + 1}`] = String(accepted.length);
    const isInOutbox = run?.outbox.some(({ messageId }) => messageId === id) ?? false;
    seen[`outbox has mail ${mail + 1}`] = String(isInOutbox);
    seen[`delivery of mail ${mail + 1} to come`] = String(bag.holdsMail(id));
    seen[`look at mail ${mail + 1} to come`] = String(bag.holdsLook(id));
  }
  [0, 1].forEach((i) => {
    const hand = hands[i];
    const message = rows[hand?.mail ?? 0];
    const token = message && "token" in message ? message.token : undefined;
    seen[`worker ${i + 1}`] = hand ? "at work" : "idle";
    seen[`worker ${i + 1} holds the claim`] = String(!!hand?.token && hand.token === token);
  });
  return seen;
}

const statusOf = (run: Enrollment | undefined) => run?.status ?? "none";

function isAhead(message: Message | undefined, now: number): boolean {
  if (message?.status === "held") return message.until > now;
  return message?.status === "sending" && message.leaseEndsAt > now;
}

const REASONS: Record<string, string> = { unsubscribe: "suppressed", unsubscribed: "suppressed" };
const reasonOf = ({ reason = "" }: Message) => REASONS[reason] ?? reason;

async function isNoted({ table }: Stage, message: Message | undefined): Promise<boolean> {
  if (message?.status !== "sending" || !message.outcome) return false;
  const key = { table: "due", ...message.outcome } as const;
  const row = await table.get<{ accepted: Record<string, string> }>(key);
  return row?.data.accepted[claimNumber(message.token)] !== undefined;
}
