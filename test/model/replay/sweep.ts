import type { World } from "#functions/runtime/world.ts";
import { createHandler as tick } from "#functions/tick/handler.ts";
import { lambdaContext } from "#infra/standalone/lambda-context.ts";

type Create = (world: World) => (event: object, context: object) => Promise<void>;

/** The real sweep of the wheel, as the schedule calls it. */
export const sweep = (world: World) => (tick as unknown as Create)(world)({}, lambdaContext());
