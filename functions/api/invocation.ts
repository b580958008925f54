import type { APIGatewayProxyEventV2 } from "aws-lambda";
import * as z from "zod/mini";
import { english } from "#shared/kernel/english.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { startWheels } from "#shared/scheduler/index.ts";
import { makeKey, NewKey } from "./routes/keys.ts";
import type { ApiWorld } from "./world.ts";

/**
 * What may be asked by invoking the function itself, which needs no key: that right in the account
 * belongs to the owner of the deployment. The first key is made in this way.
 */
const Invocation = z.lazy(() => z.strictObject({ createKey: NewKey }));

/** API Gateway puts both of these onto every event; a client reaches neither them nor the fields beside them. */
export const isRequest = (event: unknown): event is APIGatewayProxyEventV2 =>
  typeof event === "object" && event !== null && "version" in event && "requestContext" in event;

/** Makes a key as `POST /v1/keys` does and answers the same. @throws InvalidInput when something else is asked for */
export async function answerOwner(world: ApiWorld, event: unknown) {
  const asked = Invocation.safeParse(event, english);
  if (!asked.success) {
    const faults = asked.error.issues.map(({ path, message }) => `/${path.join("/")}: ${message}`);
    const known = 'neither a request over HTTP nor {"createKey":{"name":…,"scopes":[…]}}';
    throw new InvalidInput(`${known}; ${faults.join("; ")}`);
  }
  // Nothing can be asked for, and so nothing falls due, before there is a key.
  await startWheels(world);
  return makeKey(world, asked.data.createKey);
}
