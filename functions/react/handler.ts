import { rehashJob } from "#shared/audience/profiles/index.ts";
import { react } from "#shared/automation/dispatch/index.ts";
import { backtestJob } from "#shared/insight/backtest/index.ts";
import { countSegmentJob } from "#shared/insight/estimate/index.ts";
import { type Note, noteWatched } from "#shared/platform/changes/index.ts";
import { parseWorkMessage, type WorkMessage } from "#shared/queue/index.ts";
import { forQueue } from "../runtime/for-queue.ts";
import type { WorldOf } from "../runtime/world.ts";
import type { manifest } from "./manifest.ts";

export const createHandler = (world: WorldOf<typeof manifest.uses>) =>
  forQueue(
    "react",
    parseWorkMessage,
    async (messages) => {
      const failures = await react(world, messages, [backtestJob, countSegmentJob, rehashJob]);
      const bodies = messages.map(({ body }) => body);
      await noteWatched(world, notesOf(bodies), bodies);
      return failures;
    },
    world,
  );

/** Mails are decided here, too. */
const notesOf = (bodies: WorkMessage[]): Note[] => [
  "work",
  "messages",
  ...(bodies.some((body) => "job" in body) ? (["jobs"] as const) : []),
];
