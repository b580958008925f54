import { GetParametersCommand, PutParameterCommand, type SSMClient } from "@aws-sdk/client-ssm";
import { withAction } from "./failure.ts";

const DESCRIPTION = "Dripstack: change it by `npx dripstack secrets` alone, and keep a copy";

/** Creates an encrypted parameter unless it exists; true if it was created. */
export async function makeSecret(client: SSMClient, name: string, value: string): Promise<boolean> {
  const command = new PutParameterCommand({
    Name: name,
    Value: value,
    Type: "SecureString",
    Overwrite: false,
    Description: DESCRIPTION,
  });
  const call = client.send(command).then(
    () => true,
    (error) => {
      if ((error as Error).name === "ParameterAlreadyExists") return false;
      throw error;
    },
  );
  return withAction("ssm:PutParameter", call);
}

/** Creates or replaces an encrypted parameter. */
export async function putSecret(client: SSMClient, name: string, value: string): Promise<void> {
  const command = new PutParameterCommand({
    Name: name,
    Value: value,
    Type: "SecureString",
    Overwrite: true,
    Description: DESCRIPTION,
  });
  await withAction("ssm:PutParameter", client.send(command));
}

/** Decrypted parameters by name; missing ones are left out. */
export async function readSecrets(
  client: SSMClient,
  names: string[],
): Promise<Map<string, string>> {
  const command = new GetParametersCommand({ Names: names, WithDecryption: true });
  const { Parameters = [] } = await withAction("ssm:GetParameters", client.send(command));
  return new Map(Parameters.map(({ Name, Value }) => [Name!, Value!]));
}
