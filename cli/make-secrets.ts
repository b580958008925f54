import type { Account } from "#shared/adapters/aws/account/account.ts";
import type { DeployedStack } from "#shared/adapters/aws/account/stacks.ts";
import { secretsPrefix } from "#shared/adapters/aws/names.ts";
import { SECRET_BYTES } from "#shared/kernel/key-ring.ts";
import type { Random } from "#shared/ports/random.ts";
import { SECRETS } from "#shared/ports/secrets.ts";

/**
 * Makes those of the stack's secrets that are missing, and says which. Two operators at once get
 * one of each.
 */
export async function makeSecrets(
  account: Account,
  { name: stack, region }: DeployedStack,
  random: Random,
): Promise<string> {
  const names = SECRETS.map((secret) => secretsPrefix(stack) + secret);
  const made: string[] = [];
  for (const name of names) {
    const value = Buffer.from(random.bytes(SECRET_BYTES)).toString("base64");
    if (await account.makeSecret(name, value)) made.push(name);
  }
  if (made.length === 0) return "The secrets are there and stay as they are.\n";
  const copy = `aws ssm get-parameters --with-decryption --region ${region} --names ${names.join(" ")}`;
  return `Made in SSM, encrypted, 32 random bytes each: ${made.join(", ")}.
  Links in mails that were sent and the lookup of addresses hang on the secrets for ever: change them by
  \`npx dripstack secrets\` alone, and put them into your backup: ${copy}
  If there were others before (a restored installation), write those back now, with put-parameter --overwrite.
`;
}
