import { GetParametersCommand, PutParameterCommand, type SSMClient } from "@aws-sdk/client-ssm";
import { asked } from "./failure.ts";

/** Makes an encrypted parameter, unless one of this name is there; whether it did. */
export async function makeSecret(client: SSMClient, name: string, value: string): Promise<boolean> {
  const command = new PutParameterCommand({
    Name: name,
    Value: value,
    Type: "SecureString",
    Overwrite: false,
    Description: "Dripstack: never change it, and keep a copy",
  });
  const call = client.send(command).then(
    () => true,
    (error) => {
      if ((error as Error).name === "ParameterAlreadyExists") return false;
      throw error;
    },
  );
  return asked("ssm:PutParameter", call);
}

/** Decrypted parameters by name, without those that there are not. */
export async function readSecrets(
  client: SSMClient,
  names: string[],
): Promise<Map<string, string>> {
  const command = new GetParametersCommand({ Names: names, WithDecryption: true });
  const { Parameters = [] } = await asked("ssm:GetParameters", client.send(command));
  return new Map(Parameters.map(({ Name, Value }) => [Name!, Value!]));
}
