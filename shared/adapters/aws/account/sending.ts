import {
  GetAccountCommand,
  GetEmailIdentityCommand,
  paginateListEmailIdentities,
  type SESv2Client,
} from "@aws-sdk/client-sesv2";
import { withAction } from "./failure.ts";

/** More than SES lets an account have. */
const MAX_IDENTITIES = 10_000;
/** SES answers one such call a second; further domains are left out. */
const MAX_EXPLAINED = 3;

/** A sender address or domain. `records`: the DNS records that an unverified domain still lacks. */
export type Identity = { name: string; verified: boolean; records?: string[] };

/** The account's SES sending status in this region. */
export type Sending = {
  enabled: boolean;
  /** True: it may send to verified addresses only. */
  sandbox: boolean;
  /** `HEALTHY`, `PROBATION` or `SHUTDOWN`. */
  standing: string;
  perSecond: number;
  /** `Infinity` without a limit. */
  perDay: number;
  sentToday: number;
  /** The price plan, if SES states one; `NONE` is à la carte. */
  plan: string | undefined;
  nextPlan: string | undefined;
};

export async function readSending(client: SESv2Client): Promise<Sending> {
  const account = await withAction("ses:GetAccount", client.send(new GetAccountCommand({})));
  const { MaxSendRate = 0, Max24HourSend = 0, SentLast24Hours = 0 } = account.SendQuota ?? {};
  return {
    enabled: account.SendingEnabled ?? false,
    sandbox: !account.ProductionAccessEnabled,
    standing: account.EnforcementStatus ?? "unknown",
    perSecond: MaxSendRate,
    perDay: Max24HourSend < 0 ? Number.POSITIVE_INFINITY : Max24HourSend,
    sentToday: SentLast24Hours,
    plan: account.PricingAttributes?.CurrentPlan,
    nextPlan: account.PricingAttributes?.NextPlan,
  };
}

export async function listIdentities(client: SESv2Client): Promise<Identity[]> {
  const found: Identity[] = [];
  const pages = paginateListEmailIdentities({ client, pageSize: 1_000 }, {});
  const read = async () => {
    for await (const { EmailIdentities = [] } of pages) {
      for (const { IdentityName, VerificationStatus, SendingEnabled } of EmailIdentities) {
        const verified = VerificationStatus === "SUCCESS" && SendingEnabled === true;
        found.push({ name: IdentityName!, verified });
      }
      if (found.length >= MAX_IDENTITIES) break;
    }
  };
  await withAction("ses:ListEmailIdentities", read());
  const unverified = found.filter(({ name, verified }) => !verified && !name.includes("@"));
  for (const identity of unverified.slice(0, MAX_EXPLAINED)) {
    identity.records = await dkimRecords(client, identity.name);
  }
  return found;
}

/** The DNS records that prove ownership of a domain to SES (Easy DKIM). */
async function dkimRecords(client: SESv2Client, domain: string): Promise<string[]> {
  const command = new GetEmailIdentityCommand({ EmailIdentity: domain });
  const { DkimAttributes } = await withAction("ses:GetEmailIdentity", client.send(command));
  // Some regions have a zone of their own.
  const zone = DkimAttributes?.SigningHostedZone ?? "dkim.amazonses.com";
  return (DkimAttributes?.Tokens ?? []).map(
    (token) => `${token}._domainkey.${domain} CNAME ${token}.${zone}`,
  );
}
