import { Defect } from "#shared/kernel/errors.ts";
import { type CallService, jsonCall } from "../service-call.ts";

const CALL_MS = 5_000;

type Answer = { Parameter: { Value: string } };

/**
 * Decrypted SSM parameters by name; missing ones are left out. One call each: they are few, and a
 * batch call fails whole when one right is missing.
 * @throws Unavailable when SSM does not answer, Defect when a right is missing
 */
export async function readParameters(
  call: CallService,
  names: string[],
): Promise<Map<string, string>> {
  const values = await Promise.all(names.map((name) => readParameter(call, name)));
  const found = names.map((name, i) => [name, values[i]] as const);
  return new Map(found.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

async function readParameter(call: CallService, name: string): Promise<string | undefined> {
  const request = jsonCall("AmazonSSM.GetParameter", { Name: name, WithDecryption: true });
  try {
    const { text } = await call({ service: "ssm", ...request, timeoutMs: CALL_MS });
    return (JSON.parse(text) as Answer).Parameter.Value;
  } catch (error) {
    if (error instanceof Defect && error.message.includes("ParameterNotFound")) return undefined;
    throw error;
  }
}
