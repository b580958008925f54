import { InvalidInput } from "#shared/kernel/errors.ts";
import { deliver, type OnStatus } from "#shared/messaging/delivery/index.ts";
import type { DeliverQueue } from "#shared/messaging/handover/index.ts";
import { DeliverMessage } from "#shared/queue/index.ts";
import { forQueue } from "../runtime/for-queue.ts";
import { STUCK_METRIC } from "../runtime/measure.ts";
import type { WorldOf } from "../runtime/world.ts";
import type { trigger } from "./trigger.ts";

type World = WorldOf<typeof trigger.uses>;

/** How often mails were left so, as figures; a mail may be held several times. */
const FIGURES: Partial<Record<Parameters<OnStatus>[0], string>> = {
  sent: "Sent",
  held: "Held",
  dropped: "Dropped",
  refused: "Refused",
  broken: "Broken",
  "turned-away": "TurnedAway",
};

/** What a person must mend before such mails leave, and what a log's line says of them. */
const STANDS_STILL: Partial<Record<Parameters<OnStatus>[0], string>> = {
  broken: "a template is broken",
  "turned-away": "the provider turns mails away",
};

/** Delivers what each message names; one that fails comes back, and the others are done. */
export const createHandler = (world: World) =>
  forQueue("deliver", async (messages, { count, log }) => {
    const still = new Map<string, Set<string>>();
    const onStatus: OnStatus = (status, message) => {
      const figure = FIGURES[status];
      if (figure) count(figure);
      const line = STANDS_STILL[status];
      if (!line) return;
      count(STUCK_METRIC.figure);
      still.set(line, (still.get(line) ?? new Set()).add(message));
    };
    const reporting = { ...world, onStatus };
    const failures = new Map<string, Error>();
    const good = messages.flatMap((message) => {
      const { data } = DeliverMessage.safeParse(message.body);
      if (data) return [{ ...message, ...data }];
      failures.set(message.id, new InvalidInput("not a message of a deliver queue"));
      return [];
    });
    const mails = [...new Set(good.flatMap((message) => message.mails))];
    try {
      await deliver(reporting, mails, queueNamed(messages[0]?.queue));
    } catch {
      // One of them spoils a batch: each for itself tells which.
      for (const { id, queue, mails: own } of good) {
        await deliver(reporting, own, queueNamed(queue)).catch((error) => failures.set(id, error));
      }
    }
    // One of them tells what is wrong, and thousands may have the same template or sender.
    for (const [line, mails] of still) log(line, { message: [...mails][0], mails: mails.size });
    return failures;
  });

const queueNamed = (queue: string | undefined): DeliverQueue =>
  queue === "deliver-now" ? queue : "deliver";
