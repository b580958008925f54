import type { Client } from "dripstack/client";
import * as z from "zod/mini";
import type { Identity } from "#shared/adapters/aws/account/sending.ts";
import { type Finding, fix, note, ok } from "./finding.ts";

const Settings = z.object({ from: z.optional(z.object({ email: z.string() })) });
const VERIFY =
  "verify the domain (aws sesv2 create-email-identity, then the DNS records that it names)";

/** The finding that no identity is verified, with the DNS records to add. */
function noIdentity(identities: Identity[]): Finding {
  const records = identities.flatMap((identity) => identity.records ?? []);
  const how = records.length > 0 ? `put into DNS: ${records.join("; ")}` : VERIFY;
  return fix("sender", `SES knows no verified domain or address in this region: ${how}`);
}
/** The most names in a line. */
const SHOWN = 5;

/** The sender in the settings. */
export async function findSender(client: Client): Promise<string | undefined> {
  return Settings.parse(await client.get("/v1/settings")).from?.email;
}

/** Whether any identity is verified, for use without a key. */
export function checkIdentities(identities: Identity[]): Finding[] {
  const verified = verifiedOf(identities);
  if (verified.length === 0) return [noIdentity(identities)];
  const more = verified.length > SHOWN ? ` and ${verified.length - SHOWN} more` : "";
  const names = verified.slice(0, SHOWN).join(", ") + more;
  return [ok("sender", `verified: ${names} (with DRIPSTACK_KEY the sender itself is checked)`)];
}

/** Whether `sender` is verified; undefined when the settings name none. */
export function checkSender(identities: Identity[], sender: string | undefined): Finding[] {
  const verified = verifiedOf(identities);
  if (verified.length === 0) return [noIdentity(identities)];
  if (sender === undefined) {
    return [note("sender", "no sender is set yet: PUT /v1/settings with from and postalAddress")];
  }
  const identity = verified.find((name) => covers(name.toLowerCase(), sender.toLowerCase()));
  if (identity === undefined) {
    const own = identities.find(({ name }) => covers(name.toLowerCase(), sender.toLowerCase()));
    const how = own?.records ? `put into DNS: ${own.records.join("; ")}` : VERIFY;
    return [fix("sender", `${sender} is not verified: ${how}`)];
  }
  return [ok("sender", `${sender} may send: ${identity} is verified`)];
}

const verifiedOf = (identities: Identity[]) =>
  identities.flatMap(({ name, verified }) => (verified ? [name] : []));

/** An address covers itself, a domain its addresses and subdomains. */
const covers = (identity: string, sender: string) =>
  identity.includes("@")
    ? identity === sender
    : sender.endsWith(`@${identity}`) || sender.endsWith(`.${identity}`);
