import { rehashJob } from "#shared/audience/contacts/index.ts";
import { react } from "#shared/automation/engine/index.ts";
import { backtestJob } from "#shared/insight/backtest/index.ts";
import type { WorldOf } from "#shared/ports/world.ts";
import { forQueue } from "../runtime/for-queue.ts";
import type { trigger } from "./trigger.ts";

export const createHandler = (world: WorldOf<typeof trigger.uses>) =>
  forQueue("react", (messages) => react(world, messages, [backtestJob, rehashJob]));
