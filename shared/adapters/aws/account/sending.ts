import {
  GetAccountCommand,
  paginateListEmailIdentities,
  type SESv2Client,
} from "@aws-sdk/client-sesv2";
import type { Identity } from "./account.ts";
import { asked } from "./failure.ts";

/** More than SES lets an account have. */
const MAX_IDENTITIES = 10_000;

/** How the account may send with SES in this region. */
export type Sending = {
  enabled: boolean;
  /** Only to verified addresses. */
  sandbox: boolean;
  /** `HEALTHY`, `PROBATION` or `SHUTDOWN`. */
  standing: string;
  perSecond: number;
  /** Infinite where SES sets no limit. */
  perDay: number;
  sentToday: number;
  /** The price plan; undefined where SES does not say. `NONE` is à la carte. */
  plan: string | undefined;
  nextPlan: string | undefined;
};

export async function readSending(client: SESv2Client): Promise<Sending> {
  const account = await asked("ses:GetAccount", client.send(new GetAccountCommand({})));
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
  await asked("ses:ListEmailIdentities", read());
  return found;
}
