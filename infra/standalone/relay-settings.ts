import { readFileSync } from "node:fs";
import * as z from "zod/mini";
import { type OAuth2, parseRelay, type RelaySettings } from "#shared/adapters/smtp/relay.ts";
import { english } from "#shared/kernel/english.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";

const OAuth2File = z.strictObject({
  accessUrl: z.url({ protocol: /^https?$/, error: "where access tokens are had: https://…" }),
  clientId: z.string(),
  clientSecret: z.string(),
  refreshToken: z.string(),
});

type Environment = {
  DRIPSTACK_SMTP_URL?: string | undefined;
  DRIPSTACK_SMTP_TLS?: string | undefined;
  DRIPSTACK_SMTP_NAME?: string | undefined;
  DRIPSTACK_SMTP_OAUTH2?: string | undefined;
};

/**
 * The relay that the environment names, if any. `DRIPSTACK_SMTP_OAUTH2` is the path of a JSON file:
 * such long secrets do not belong in an environment.
 * @throws InvalidInput naming the variable, never its value
 */
export function readRelay(env: Environment): RelaySettings | undefined {
  const { DRIPSTACK_SMTP_URL: url, DRIPSTACK_SMTP_TLS: tls, DRIPSTACK_SMTP_NAME: name } = env;
  if (url === undefined) {
    const unused = Object.entries(env).find(
      ([key, value]) => key.startsWith("DRIPSTACK_SMTP_") && value,
    );
    if (unused)
      throw new InvalidInput(`${unused[0]} says how to reach DRIPSTACK_SMTP_URL, which is not set`);
    return undefined;
  }
  const oauth2 = env.DRIPSTACK_SMTP_OAUTH2 && readOAuth2(env.DRIPSTACK_SMTP_OAUTH2);
  const settings = { url, ...(tls && { tls }), ...(name && { name }), ...(oauth2 && { oauth2 }) };
  try {
    parseRelay(settings);
  } catch (error) {
    throw new InvalidInput(`DRIPSTACK_SMTP_URL: ${(error as Error).message}`);
  }
  return settings;
}

function readOAuth2(file: string): OAuth2 {
  const name = "DRIPSTACK_SMTP_OAUTH2";
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new InvalidInput(`${name}: a readable JSON file is needed`);
  }
  const parsed = OAuth2File.safeParse(json, english);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new InvalidInput(`${name}: ${issue?.path.join(".") || "the file"}: ${issue?.message}`);
}
