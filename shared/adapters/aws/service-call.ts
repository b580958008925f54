import { request as plainRequest } from "node:http";
import { request } from "node:https";
import { Defect, Unavailable } from "#shared/kernel/errors.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import type { Clock } from "#shared/ports/clock.ts";
import { defaultProvider } from "./credentials.ts";
import { pauseBefore } from "./pause.ts";
import { type Method, sign } from "./sign.ts";

const MAX_TRIES = 3;
/**
 * Signatures are valid for five minutes; a larger clock error is corrected by the service's clock,
 * as in the SDK.
 */
const SIGNATURE_LASTS_MS = 5 * MINUTE_MS;

type Environment = Record<string, string | undefined>;

type Body = string | Uint8Array;

/** One request to an AWS service. */
export type ServiceCall<B extends Body = string> = {
  /** The service's name in signatures. */
  service: string;
  /** The host's prefix, if it differs from `service`. */
  host?: string;
  /** Default: `POST`. */
  method?: Method;
  /** Default: `/`. Must not need encoding. */
  path?: string;
  headers: Record<string, string>;
  body: B;
  /** Per try. */
  timeoutMs: number;
  /** `timeoutMs` covers all tries together. */
  isTotal?: boolean;
};
type ServiceAnswer = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
};

/** The headers and body of a call in the JSON protocol. */
export const jsonCall = (target: string, input: object) => ({
  headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": target },
  body: JSON.stringify(input),
});

/**
 * Makes a call and repeats it while the service is busy.
 * @throws Unavailable when the service does not answer, Defect when it refuses
 */
export type CallService<B extends Body = string> = (call: ServiceCall<B>) => Promise<ServiceAnswer>;

/**
 * Signed calls of services of which we use one operation. Their SDK clients would add 16 KB
 * (EventBridge) to 90 KB (Lambda) to every bundle and up to 7 ms to a cold start. The SDK's own
 * signer is used, which its other clients bring along.
 */
export function serviceCaller(env: Environment, clock: Clock): CallService<Body> {
  /** How far the service's clock is ahead of ours. */
  let skewMs = 0;
  return async (call) => {
    const total = call.isTotal ? AbortSignal.timeout(call.timeoutMs) : undefined;
    for (let tries = 1; ; tries++) {
      if (tries > 1) await pauseBefore(tries);
      // A concurrent call may change `skewMs`: compare with the value of this signature.
      const signedMs = skewMs;
      const signal = total ?? AbortSignal.timeout(call.timeoutMs);
      const answer = await post(call, env, clock.now() + signedMs, signal).catch(noAnswer);
      if (answer.status >= 200 && answer.status < 300) return answer;
      const aheadMs = Date.parse(String(answer.headers.date)) - clock.now();
      if (Math.abs(aheadMs - signedMs) > SIGNATURE_LASTS_MS && tries < MAX_TRIES) {
        skewMs = aheadMs;
        continue;
      }
      const what = `${answer.status} ${errorCodeOf(answer)}`;
      if (!isRetryable(answer)) throw new Defect(`${call.service} refused a call: ${what}`);
      if (tries === MAX_TRIES || total?.aborted) {
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
/** The service's error code. Its message could repeat our input, and error messages are logged. */
function errorCodeOf({ headers, text }: ServiceAnswer): string {
  const [, named] = /(?:"__type"\s*:\s*"(?:[^"#]*#)?|<Code>)(\w+)/.exec(text) ?? [];
  return named ?? /^\w*/.exec(String(headers[FAULT_HEADER] ?? ""))![0];
}
const isRetryable = ({ status, text }: ServiceAnswer) =>
  status >= 500 || status === 429 || /Throttl/.test(text);

/** A service's URL; `AWS_ENDPOINT_URL` overrides it, as in the SDK. */
function endpointOf(host: string, env: Environment): URL {
  const region = env.AWS_REGION!;
  const suffix = region.startsWith("cn-") ? ".cn" : "";
  return new URL(env.AWS_ENDPOINT_URL ?? `https://${host}.${region}.amazonaws.com${suffix}`);
}

async function post(
  call: ServiceCall<Body>,
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
    const send = protocol === "http:" ? plainRequest : request;
    const sent = send(options, async (response) => {
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
