import type { APIGatewayProxyEventV2 } from "aws-lambda";
import * as z from "zod/mini";
import { english } from "#shared/kernel/english.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { startWheels } from "#shared/scheduler/index.ts";
import { createKey, NewKey } from "./routes/keys.ts";
import type { ApiWorld } from "./world.ts";

/**
 * What an invocation of the function itself may ask for. It needs no API key, only the right to
 * invoke, which belongs to the account's owner. The first key is created this way.
 */
const Invocation = z.lazy(() => z.strictObject({ createKey: NewKey }));

/** API Gateway sets both fields on every event; clients can set neither. */
export const isRequest = (event: unknown): event is APIGatewayProxyEventV2 =>
  typeof event === "object" && event !== null && "version" in event && "requestContext" in event;

/**
 * Creates a key and answers as `POST /v1/keys` does.
 * @throws InvalidInput when the event asks for anything else
 */
export async function answerOwner(world: ApiWorld, event: unknown) {
  const input = Invocation.safeParse(event, english);
  if (!input.success) {
    const faults = input.error.issues.map(({ path, message }) => `/${path.join("/")}: ${message}`);
    const expected = 'neither a request over HTTP nor {"createKey":{"name":…,"scopes":[…]}}';
    throw new InvalidInput(`${expected}; ${faults.join("; ")}`);
  }
  // No work can exist, and so fall due, before the first key does.
  await startWheels(world);
  return createKey(world, input.data.createKey);
}
