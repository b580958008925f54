import { SECOND_MS } from "#shared/kernel/time.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Queue } from "#shared/ports/queue.ts";
import type { Table } from "#shared/ports/table.ts";
import {
  delayUntil,
  type Pack,
  packReferences,
  type Reference,
  rewriteLatePacks,
  writePacks,
} from "#shared/wheel/index.ts";
import { planMails, QUEUE_HORIZON_MS } from "./lane.ts";
import { firstLook } from "./look.ts";

export type HandOverWorld = {
  table: Table<"due" | "rate", "due" | "rate">;
  queue: Queue<"deliver">;
  clock: Clock;
};

/** Mails that are about to be decided, with everything that must be on the wheel before they are. */
export type Plan = { mails: { message: string; at: number }[]; packs: Pack[] };

/** Mails for one queue message. */
const MAILS_PER_MESSAGE = 25;

/**
 * Hand over, before the decision: plans when each mail may leave and writes the packs (the look-again of each
 * mail, the mails that lie further out, and `also`).
 */
export async function prepareHandOver(
  world: HandOverWorld,
  messages: string[],
  also: Reference[],
): Promise<Plan> {
  const now = world.clock.now();
  const instants = await planMails(world, messages.length, now);
  const mails = messages.map((message, i) => ({ message, at: instants[i]! }));
  const later = mails.filter(({ at }) => at > now + QUEUE_HORIZON_MS);
  const references: Reference[] = [
    ...mails.map(({ message, at }) => firstLook(message, at)),
    ...later.map(({ message, at }) => ({ kind: "mail", message, at }) as const),
    ...also,
  ];
  const packs = packReferences(references, now);
  await writePacks(world, packs);
  return { mails, packs };
}

/**
 * Hand over, after the decision: writes those packs again whose slot has come too near meanwhile, and queues
 * the mails of those decisions that were written.
 */
export async function finishHandOver(
  world: HandOverWorld,
  { mails, packs }: Plan,
  isDecided: (message: string) => boolean = () => true,
): Promise<void> {
  await rewriteLatePacks(world, packs);
  const now = world.clock.now();
  const near = mails.filter(
    ({ message, at }) => at <= now + QUEUE_HORIZON_MS && isDecided(message),
  );
  await queueMails(world, near, now);
}

/** Puts mails on the deliver queue, each with the delay that is left until its instant. */
export async function queueMails(
  { queue }: { queue: Queue<"deliver"> },
  mails: { message: string; at: number }[],
  now: number,
): Promise<void> {
  const bySecond = Map.groupBy(mails, ({ at }) => Math.ceil(Math.max(at, now) / SECOND_MS));
  const messages = [...bySecond.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / MAILS_PER_MESSAGE) }, (_, i) => {
      const some = group.slice(i * MAILS_PER_MESSAGE, (i + 1) * MAILS_PER_MESSAGE);
      return {
        body: { mails: some.map(({ message }) => message) },
        delaySeconds: delayUntil(Math.max(...some.map(({ at }) => at)), now),
      };
    }),
  );
  if (messages.length > 0) await queue.send("deliver", messages);
}
