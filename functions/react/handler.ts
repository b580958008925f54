import { rehashJob } from "#shared/audience/profiles/index.ts";
import { react } from "#shared/automation/engine/index.ts";
import { backtestJob } from "#shared/insight/backtest/index.ts";
import { parseWorkMessage } from "#shared/queue/index.ts";
import { forQueue } from "../runtime/for-queue.ts";
import type { WorldOf } from "../runtime/world.ts";
import type { manifest } from "./manifest.ts";

export const createHandler = (world: WorldOf<typeof manifest.uses>) =>
  forQueue("react", parseWorkMessage, (messages) =>
    react(world, messages, [backtestJob, rehashJob]),
  );
