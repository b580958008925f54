import { jsonCall, serviceCaller } from "#shared/adapters/aws/service-call.ts";
import { systemClock } from "#shared/adapters/node/clock.ts";
import { startPace } from "#test/support/pace.ts";

const call = serviceCaller(process.env, systemClock);
/** Of a quiet machine. */
const CALL_MS = 10_000;
const limit = async () => Math.ceil(CALL_MS * (await startPace()));

/** A call by the query protocol of a service that we have no client of; its answer is XML. */
export async function queryCall(
  service: string,
  Version: string,
  fields: Record<string, string> & { Action: string },
): Promise<string> {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const body = new URLSearchParams({ Version, ...fields }).toString();
  return (await call({ service, headers, body, timeoutMs: await limit() })).text;
}

/** A call by the JSON protocol, `target` being its service and name. */
export async function targetCall<T>(service: string, target: string, input: object): Promise<T> {
  const { text } = await call({ service, ...jsonCall(target, input), timeoutMs: await limit() });
  return JSON.parse(text || "{}") as T;
}

/** What is in the first element of that name. */
export const inElement = (xml: string, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
