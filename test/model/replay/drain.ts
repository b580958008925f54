import { readContactSnapshot } from "#shared/automation/enrollments/index.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import { isOut } from "#shared/messaging/messages/index.ts";
import { pkStart } from "#shared/scheduler/index.ts";
import { ANSWERS } from "./provider.ts";
import { invoke, type Stage } from "./stage.ts";
import { sweep } from "./sweep.ts";

/** Long enough for two looks at each mail, and their holds. */
const DRAIN_MS = 180 * MINUTE_MS;

/** Lets the schedule and the queues do what they do, with no more faults, for three hours. */
export async function drain(stage: Stage): Promise<void> {
  const { world, bag, mailer, clock } = stage;
  mailer.answer = ANSWERS["call: accepted"]!;
  const end = clock.now() + DRAIN_MS;
  while (clock.now() < end) {
    await sweep(world);
    for (;;) {
      const job = bag.jobs.find(({ visibleAt }) => visibleAt <= clock.now());
      if (!job) break;
      bag.jobs = bag.jobs.filter((one) => one !== job);
      await invoke(world, job.queue, job.body);
    }
    clock.at = Math.min(nextInstant(stage), end);
  }
}

/** When the next slot of the wheel begins or the next message of a queue is due. */
function nextInstant({ table, bag, clock }: Stage): number {
  const slots = (["m", "q"] as const).flatMap((wheel) => {
    const number = Math.floor(clock.now() / (wheel === "m" ? MINUTE_MS : 15 * MINUTE_MS)) + 1;
    const pk = table.firstPk("due", `${wheel}#${String(number).padStart(9, "0")}`);
    return pk?.startsWith(`${wheel}#`) ? [pkStart(pk)] : [];
  });
  return Math.min(...slots, ...bag.jobs.map(({ visibleAt }) => visibleAt), Number.MAX_SAFE_INTEGER);
}

/** The end of each decided mail; `lost` when no row or outbox has it. */
export async function endsOf({ world, contact, bag, clock }: Stage): Promise<string[]> {
  const person = await readContactSnapshot(world, contact, clock.now(), bag.mails);
  if (person.enrollments.length === 0) return [];
  return bag.mails.map((id) => {
    const row = person.messages.find(({ data }) => data.id === id)?.data;
    if (!row) return "lost";
    return isOut(row) ? "sent" : row.status;
  });
}
