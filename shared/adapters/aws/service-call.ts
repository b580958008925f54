import { request as plainRequest } from "node:http";
import { request } from "node:https";
import { Defect, Unavailable } from "#shared/kernel/errors.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import type { Clock } from "#shared/ports/clock.ts";
import { defaultProvider } from "./credentials.ts";
import { pauseBefore } from "./pause.ts";
import { sign } from "./sign.ts";

const MAX_TRIES = 3;
/** A signature is taken for five minutes: a clock that is further off is set by the service's, as the SDK does. */
const SIGNATURE_LASTS_MS = 5 * MINUTE_MS;

type Environment = Record<string, string | undefined>;

/** One request to a service. */
export type ServiceCall = {
  /** Its name in signatures. */
  service: string;
  /** What its host begins with, where that is another name. */
  host?: string;
  /** `POST` unless given. */
  method?: "GET" | "POST";
  /** `/` unless given; of characters that need no encoding. */
  path?: string;
  headers: Record<string, string>;
  body: string;
  /** Of each try. */
  timeoutMs: number;
  /** `timeoutMs` is of all tries together: what has used it up is not tried again. */
  inAll?: boolean;
};
export type ServiceAnswer = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
};

/** The headers and the body of a call by the JSON protocol. */
export const jsonCall = (target: string, input: object) => ({
  headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": target },
  body: JSON.stringify(input),
});

/**
 * Makes a call, repeats it while the service is busy, and resolves to its good answer.
 * @throws Unavailable when the service does not answer, Defect when it refuses
 */
export type CallService = (call: ServiceCall) => Promise<ServiceAnswer>;

/**
 * Signed calls of services of which we need one operation, without their SDK clients: the descriptions of all the
 * other operations are 16 KB (EventBridge) to 90 KB (Lambda) of every bundle, and up to 7 ms of a cold start. What signs is the
 * SDK's own, which its other clients bring along.
 */
export function serviceCaller(env: Environment, clock: Clock): CallService {
  /** How far the service's clock is ahead of ours. */
  let skewMs = 0;
  return async (call) => {
    const whole = call.inAll ? AbortSignal.timeout(call.timeoutMs) : undefined;
    for (let tries = 1; ; tries++) {
      if (tries > 1) await pauseBefore(tries);
      // Another call under way may set the clock meanwhile: what this one was signed with counts.
      const signedMs = skewMs;
      const signal = whole ?? AbortSignal.timeout(call.timeoutMs);
      const answer = await post(call, env, clock.now() + signedMs, signal).catch(noAnswer);
      if (answer.status >= 200 && answer.status < 300) return answer;
      const aheadMs = Date.parse(String(answer.headers.date)) - clock.now();
      if (Math.abs(aheadMs - signedMs) > SIGNATURE_LASTS_MS && tries < MAX_TRIES) {
        skewMs = aheadMs;
        continue;
      }
      const what = `${answer.status} ${faultOf(answer)}`;
      if (!mayLater(answer)) throw new Defect(`${call.service} refused a call: ${what}`);
      if (tries === MAX_TRIES || whole?.aborted) {
        throw new Unavailable(`${call.service} does not answer: ${what}`);
      }
    }
  };
}

const FAULT_HEADER = "x-amzn-errortype";
const noAnswer = ({ name, message, code = name }: Error & { code?: string }): ServiceAnswer => ({
  status: 503,
  headers: { [FAULT_HEADER]: code },
  text: message,
});
/**
 * The service's name of what is wrong. Its words could repeat what we sent, and messages of errors
 * are logged.
 */
function faultOf({ headers, text }: ServiceAnswer): string {
  const [, named] = /"__type"\s*:\s*"(?:[^"#]*#)?(\w+)/.exec(text) ?? [];
  return named ?? /^\w*/.exec(String(headers[FAULT_HEADER] ?? ""))![0];
}
const mayLater = ({ status, text }: ServiceAnswer) =>
  status >= 500 || status === 429 || /Throttl/.test(text);

/** Where a service answers; `AWS_ENDPOINT_URL` leads all of them elsewhere, as with the SDK's clients. */
function endpointOf(host: string, env: Environment): URL {
  const region = env.AWS_REGION!;
  const suffix = region.startsWith("cn-") ? ".cn" : "";
  return new URL(env.AWS_ENDPOINT_URL ?? `https://${host}.${region}.amazonaws.com${suffix}`);
}

async function post(
  call: ServiceCall,
  env: Environment,
  now: number,
  signal: AbortSignal,
): Promise<ServiceAnswer> {
  const { service, method = "POST", path = "/", headers, body } = call;
  const { protocol, host, hostname, port } = endpointOf(call.host ?? service, env);
  const credentials = await defaultProvider()();
  const region = env.AWS_REGION!;
  const signed = await sign(
    { service, region, host, method, path, headers, body },
    credentials,
    now,
  );
  return new Promise((resolve, reject) => {
    const options = { hostname, port, path, method, headers: signed, signal };
    const ask = protocol === "http:" ? plainRequest : request;
    const sent = ask(options, async (response) => {
      try {
        const text = Buffer.concat(await response.toArray()).toString("utf8");
        resolve({ status: response.statusCode ?? 503, headers: response.headers, text });
      } catch (error) {
        reject(error);
      }
    });
    sent.on("error", reject).end(body);
  });
}
