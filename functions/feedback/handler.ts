import type { Context, FirehoseTransformationEvent, SQSEvent } from "aws-lambda";
import { coalesce } from "#shared/kernel/coalesce.ts";
import { type OnStatus, type ReconcileWorld, reconcile } from "#shared/messaging/delivery/index.ts";
import {
  type FeedbackWorld,
  handleFeedback,
  parseFeedback,
  type ReceivedFeedback,
} from "#shared/messaging/feedback/index.ts";
import { collectFigures } from "#shared/messaging/figures/index.ts";
import { noteWatched } from "#shared/platform/changes/index.ts";
import { readLiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import { forQueue } from "../runtime/for-queue.ts";
import { STUCK_METRIC } from "../runtime/measure.ts";
import type { WorldOf } from "../runtime/world.ts";
import type { manifest } from "./manifest.ts";
import { processRecords } from "./process-records.ts";

/** It only asks the mailer for evidence: it has no right to send. */
type World = WorldOf<typeof manifest.uses> &
  Pick<FeedbackWorld, "liveDefinitions"> &
  Pick<ReconcileWorld, "mailer" | "onStatus">;

/** Both its manifests carry messages of `feedback`. */
export const createHandler = (world: World) => {
  const handleQueue = queueHandler(world);
  return async (event: SQSEvent | FirehoseTransformationEvent, context: Context) =>
    "records" in event
      ? processRecords(event, (messages) => handleQueue(messages, context), world.queue)
      : handleQueue(event, context);
};

/** Messages are independent: a bad one does not fail the others. */
const queueHandler = (world: World) =>
  forQueue(
    "feedback",
    parseFeedback,
    async (messages, { count, log }) => {
      const onStatus: OnStatus = (status, message) => {
        if (status !== "unknown") return;
        count("Unknown");
        count(STUCK_METRIC.name);
        log("a mail is in doubt", { message });
      };
      const { onWritten, write } = collectFigures();
      const batch = {
        ...world,
        onStatus,
        onWritten,
        liveDefinitions: coalesce(() => readLiveDefinitions(world)),
      };
      const results = await Promise.allSettled(messages.map(({ body }) => process(batch, body)));
      await write(world, world.clock.now());
      const bodies = messages.map(({ body }) => body);
      await noteWatched(world, ["messages"], bodies);
      return new Map(
        results.flatMap((result, i) =>
          result.status === "rejected" ? [[messages[i]!.id, result.reason as Error] as const] : [],
        ),
      );
    },
    world,
  );

async function process(world: World, message: ReceivedFeedback): Promise<void> {
  const due = await handleFeedback(world, message);
  const results = await Promise.allSettled(due.map((one) => reconcile(world, one)));
  const failure = results.find(({ status }) => status === "rejected");
  if (failure?.status === "rejected") throw failure.reason;
}
