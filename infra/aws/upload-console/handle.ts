import type { CloudFormationCustomResourceEvent, Context } from "aws-lambda";
import type { Bucket } from "./bucket.ts";
import { respond } from "./respond.ts";
import { empty, upload } from "./upload.ts";

/** What is left of the function's time for the answer. */
const ANSWER_MS = 15_000;
/** The rights of a new role reach S3 within seconds. */
const PAUSE_MS = 3_000;
const TRIES = 10;

type Properties = CloudFormationCustomResourceEvent["ResourceProperties"] & {
  Bucket: string;
  Files: string[];
};

/** The custom resource: a console's files in a bucket. Always answers CloudFormation. */
export const createHandler =
  (bucketOf: (name: string) => Bucket, folder: string, pauseMs = PAUSE_MS) =>
  async (
    event: CloudFormationCustomResourceEvent,
    context: Pick<Context, "getRemainingTimeInMillis">,
  ): Promise<void> => {
    const { Bucket: name } = event.ResourceProperties as Properties;
    const limitMs = context.getRemainingTimeInMillis() - ANSWER_MS;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(resolve, limitMs, `it took longer than ${limitMs} ms`);
    });
    const done = apply(event, bucketOf(name), folder, pauseMs).then(
      () => undefined,
      (error: Error) => `the console's files: ${error.message}`,
    );
    const reason = await Promise.race([done, late]);
    clearTimeout(timer);
    await respond(event, name, reason);
  };

async function apply(
  event: CloudFormationCustomResourceEvent,
  bucket: Bucket,
  folder: string,
  pauseMs: number,
): Promise<void> {
  if (event.RequestType === "Delete") {
    return empty(bucket).catch((error: Error) => {
      // Deleted by hand: then there is nothing to empty.
      if (!error.message.includes("NoSuchBucket")) throw error;
    });
  }
  if (event.RequestType === "Create") {
    await onceAllowed(bucket, pauseMs);
    return upload(bucket, folder, []);
  }
  return upload(bucket, folder, (event.OldResourceProperties as Properties).Files);
}

/** @throws what still keeps the function from its new bucket after half a minute */
async function onceAllowed(bucket: Bucket, pauseMs: number): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return void (await bucket.list());
    } catch (error) {
      if (tries === TRIES || !(error as Error).message.includes(" 403 ")) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}
