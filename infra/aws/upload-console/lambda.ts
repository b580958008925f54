import { join } from "node:path";
import { serviceCaller } from "#shared/adapters/aws/service-call.ts";
import { systemClock } from "#shared/adapters/node/clock.ts";
import { s3Bucket } from "./bucket.ts";
import { createHandler } from "./handle.ts";

const call = serviceCaller(process.env, systemClock);

/** The built files lie beside the code (see `bundling.ts`). */
export const handler = createHandler(
  (name) => s3Bucket(call, name),
  join(process.env.LAMBDA_TASK_ROOT ?? "", "console"),
);
