import type { Account } from "#shared/adapters/aws/account/account.ts";
import type { DeployedStack } from "#shared/adapters/aws/account/stacks.ts";
import { secretsPrefix } from "#shared/adapters/aws/names.ts";
import { SECRET_BYTES } from "#shared/kernel/key-ring.ts";
import type { Random } from "#shared/ports/random.ts";
import { SECRETS } from "#shared/ports/secrets.ts";

/**
 * Creates the stack's missing secrets and describes them. Concurrent operators get the same ones.
 */
export async function createSecrets(
  account: Account,
  { name: stack, region }: DeployedStack,
  random: Random,
): Promise<string> {
  const names = SECRETS.map((secret) => secretsPrefix(stack) + secret);
  const created: string[] = [];
  for (const name of names) {
    const value = Buffer.from(random.bytes(SECRET_BYTES)).toString("base64");
    if (await account.makeSecret(name, value)) created.push(name);
  }
  if (created.length === 0) return "The secrets are there and stay as they are.\n";
  const copy = `aws ssm get-parameters --with-decryption --region ${region} --names ${names.join(" ")}`;
  return `Made in SSM, encrypted, 32 random bytes each: ${created.join(", ")}.
  Links in mails that were sent and the lookup of addresses hang on the secrets for ever: change them by
  \`npx dripstack secrets\` alone, and put them into your backup: ${copy}
  If there were others before (a restored installation), write those back now, with put-parameter --overwrite.
`;
}
