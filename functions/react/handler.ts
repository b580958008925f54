import { backtestJob } from "#shared/backtest/index.ts";
import { rehashJob } from "#shared/people/index.ts";
import type { WorldOf } from "#shared/ports/world.ts";
import { react } from "#shared/runs/index.ts";
import { forQueue } from "../for-queue.ts";
import type { trigger } from "./trigger.ts";

export const createHandler = (world: WorldOf<typeof trigger.uses>) =>
  forQueue("react", (messages) => react(world, messages, [backtestJob, rehashJob]));
