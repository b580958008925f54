import { type CallService, jsonCall } from "./service-call.ts";

const CALL_MS = 5_000;

type Parameters = { Parameters: { Name: string; Value: string }[] };

/** Decrypted parameters of SSM by name. @throws Unavailable when SSM does not answer */
export async function readParameters(
  call: CallService,
  names: string[],
): Promise<Map<string, string>> {
  const { text } = await call({
    service: "ssm",
    ...jsonCall("AmazonSSM.GetParameters", { Names: names, WithDecryption: true }),
    timeoutMs: CALL_MS,
  });
  const { Parameters } = JSON.parse(text) as Parameters;
  return new Map(Parameters.map(({ Name, Value }) => [Name, Value]));
}
