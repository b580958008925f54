import { deliver, type OnStatus } from "#shared/messaging/delivery/index.ts";
import { collectFigures } from "#shared/messaging/figures/index.ts";
import type { DeliverQueue } from "#shared/messaging/handover/index.ts";
import { noteWatched } from "#shared/platform/changes/index.ts";
import { retryingTable } from "#shared/ports/retrying-table.ts";
import { parseDeliverMessage } from "#shared/queue/index.ts";
import { forQueue } from "../runtime/for-queue.ts";
import { STUCK_METRIC } from "../runtime/measure.ts";
import type { WorldOf } from "../runtime/world.ts";
import type { manifest } from "./manifest.ts";

type World = WorldOf<typeof manifest.uses>;

/** The metric for each status; a mail may be held several times. */
const METRICS: Partial<Record<Parameters<OnStatus>[0], string>> = {
  sent: "Sent",
  held: "Held",
  dropped: "Dropped",
  refused: "Refused",
  broken: "Broken",
  "turned-away": "TurnedAway",
};

/** Statuses that need an operator, with their log lines. */
const NEEDS_OPERATOR: Partial<Record<Parameters<OnStatus>[0], string>> = {
  broken: "a template is broken",
  "turned-away": "the provider turns mails away",
};

/** Delivers the mails of each message; only failed messages return to the queue. */
export const createHandler = (world: World) =>
  forQueue(
    "deliver",
    parseDeliverMessage,
    async (messages, { count, log }) => {
      const stuck = new Map<string, Set<string>>();
      const onStatus: OnStatus = (status, message) => {
        const metric = METRICS[status];
        if (metric) count(metric);
        const line = NEEDS_OPERATOR[status];
        if (!line) return;
        count(STUCK_METRIC.name);
        stuck.set(line, (stuck.get(line) ?? new Set()).add(message));
      };
      const { onWritten, write } = collectFigures();
      const reporting = { ...world, onStatus, onWritten };
      const failures = new Map<string, Error>();
      const mails = [...new Set(messages.flatMap(({ body }) => body.mails))];
      try {
        await deliver(reporting, mails, queueNamed(messages[0]?.queue));
      } catch {
        // One message fails the batch: retry each by itself to find out which.
        for (const { id, queue, body } of messages) {
          await deliver(reporting, body.mails, queueNamed(queue)).catch((error) =>
            failures.set(id, error),
          );
        }
      }
      // A provider with a feed reports its acceptances; they are counted with the feedback.
      await write(world, world.clock.now());
      const bodies = messages.map(({ body }) => body);
      await noteWatched(world, ["messages"], bodies, retryingTable(world.table, world.random));
      // One line per cause: thousands of mails may share a template or sender.
      for (const [line, mails] of stuck) log(line, { message: [...mails][0], mails: mails.size });
      return failures;
    },
    world,
  );

const queueNamed = (queue: string | undefined): DeliverQueue =>
  queue === "deliver-now" ? queue : "deliver";
