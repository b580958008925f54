import type { Client } from "dripstack/client";
import * as z from "zod/mini";
import type { Identity } from "#shared/adapters/aws/account/sending.ts";
import { type Finding, fix, note, ok } from "./finding.ts";

const Settings = z.object({ from: z.optional(z.object({ email: z.string() })) });
const VERIFY =
  "verify the domain (aws sesv2 create-email-identity, then the DNS records that it names)";

/** What to do so that SES lets the account send. */
function nothingVerified(identities: Identity[]): Finding {
  const records = identities.flatMap((identity) => identity.records ?? []);
  const how = records.length > 0 ? `put into DNS: ${records.join("; ")}` : VERIFY;
  return fix("sender", `SES knows no verified domain or address in this region: ${how}`);
}
/** More names than anyone reads in a line. */
const SHOWN = 5;

/** The address that mails are sent from, as the settings say. */
export async function findSender(client: Client): Promise<string | undefined> {
  return Settings.parse(await client.get("/v1/settings")).from?.email;
}

/** Whether SES lets the account send from anywhere: without a key the sender is unknown. */
export function judgeIdentities(identities: Identity[]): Finding[] {
  const verified = verifiedOf(identities);
  if (verified.length === 0) return [nothingVerified(identities)];
  const more = verified.length > SHOWN ? ` and ${verified.length - SHOWN} more` : "";
  const names = verified.slice(0, SHOWN).join(", ") + more;
  return [ok("sender", `verified: ${names} (with DRIPSTACK_KEY the sender itself is checked)`)];
}

/** Whether SES lets `sender` send; undefined when the settings name none yet. */
export function judgeSender(identities: Identity[], sender: string | undefined): Finding[] {
  const verified = verifiedOf(identities);
  if (verified.length === 0) return [nothingVerified(identities)];
  if (sender === undefined) {
    return [note("sender", "no sender is set yet: PUT /v1/settings with from and postalAddress")];
  }
  const by = verified.find((name) => covers(name.toLowerCase(), sender.toLowerCase()));
  if (by === undefined) {
    const own = identities.find(({ name }) => covers(name.toLowerCase(), sender.toLowerCase()));
    const how = own?.records ? `put into DNS: ${own.records.join("; ")}` : VERIFY;
    return [fix("sender", `${sender} is not verified: ${how}`)];
  }
  return [ok("sender", `${sender} may send: ${by} is verified`)];
}

const verifiedOf = (identities: Identity[]) =>
  identities.flatMap(({ name, verified }) => (verified ? [name] : []));

/** An address stands for itself, a domain for every address of it and of what is below it. */
const covers = (identity: string, sender: string) =>
  identity.includes("@")
    ? identity === sender
    : sender.endsWith(`@${identity}`) || sender.endsWith(`.${identity}`);
