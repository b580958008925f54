import { request } from "node:https";
import { Defect, Unavailable } from "#shared/kernel/errors.ts";
import type { Clock } from "#shared/ports/clock.ts";
import { pauseBefore } from "./pause.ts";
import { type Credentials, sign } from "./sign.ts";

const CALL_MS = 5_000;
const MAX_TRIES = 3;

export type Caller = { region: string; credentials: Credentials; clock: Clock };
type Answer = { status: number; text: string };
type Parameters = { Parameters: { Name: string; Value: string }[] };

/**
 * Decrypted parameters of SSM by name. Without `@aws-sdk/client-ssm`, whose descriptions of 400 other
 * shapes are 76 KB of every bundle; a test compares the signature with the SDK's.
 * @throws Unavailable when SSM does not answer
 */
export async function readParameters(
  caller: Caller,
  names: string[],
): Promise<Map<string, string>> {
  const body = JSON.stringify({ Names: names, WithDecryption: true });
  for (let tries = 1; ; tries++) {
    if (tries > 1) await pauseBefore(tries);
    const { status, text } = await post(caller, body).catch((error: Error) => ({
      status: 503,
      text: error.message,
    }));
    if (status === 200) {
      const { Parameters } = JSON.parse(text) as Parameters;
      return new Map(Parameters.map(({ Name, Value }) => [Name, Value]));
    }
    const later = status >= 500 || status === 429 || /Throttling/.test(text);
    if (!later) throw new Defect(`SSM refused a call: ${status} ${text.slice(0, 300)}`);
    if (tries === MAX_TRIES) throw new Unavailable(`SSM does not answer: ${text.slice(0, 300)}`);
  }
}

function post({ region, credentials, clock }: Caller, body: string): Promise<Answer> {
  const host = `ssm.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}`;
  const plain = {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": "AmazonSSM.GetParameters",
  };
  const headers = sign(
    { service: "ssm", region, host, headers: plain, body },
    credentials,
    clock.now(),
  );
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(CALL_MS);
    const call = request({ host, method: "POST", headers, signal }, async (response) => {
      try {
        const text = Buffer.concat(await response.toArray()).toString("utf8");
        resolve({ status: response.statusCode ?? 503, text });
      } catch (error) {
        reject(error);
      }
    });
    call.on("error", reject).end(body);
  });
}
