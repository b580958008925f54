import { Unavailable } from "#shared/kernel/errors.ts";
import type { Quota } from "#shared/ports/quota.ts";
import type { CallService } from "../service-call.ts";

/** Called once a minute, next to the sweep that hands work on. */
const CALL_MS = 2_000;

type Account = {
  SendingEnabled?: boolean;
  EnforcementStatus?: string;
  SendQuota?: { MaxSendRate?: number; Max24HourSend?: number; SentLast24Hours?: number };
};

/** The status of an account that SES has shut down after a review. */
const SHUT = "SHUTDOWN";

/** The `Quota` port on SES, which allows one `GetAccount` a second per account. */
export const sesQuota = (call: CallService): Quota => ({
  current: async () => {
    const { text } = await call({
      service: "ses",
      host: "email",
      method: "GET",
      path: "/v2/email/account",
      headers: {},
      body: "",
      timeoutMs: CALL_MS,
    });
    const account = JSON.parse(text) as Account;
    const perSecond = account.SendQuota?.MaxSendRate ?? 0;
    if (!(perSecond > 0)) throw new Unavailable("SES states no rate");
    const closedBy = whyClosed(account);
    return { perSecond, ...(closedBy && { closedBy }) };
  },
});

function whyClosed({ SendingEnabled, EnforcementStatus, SendQuota = {} }: Account) {
  const { Max24HourSend = -1, SentLast24Hours = 0 } = SendQuota;
  if (EnforcementStatus === SHUT) return "the account was shut after a review";
  if (SendingEnabled === false) return "the account's sending is paused";
  // A quota of -1 means unlimited.
  if (Max24HourSend >= 0 && SentLast24Hours >= Max24HourSend) return "the day's quota is spent";
  return undefined;
}
