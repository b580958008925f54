import { Unavailable } from "#shared/kernel/errors.ts";
import type { Quota } from "#shared/ports/quota.ts";
import type { CallService } from "./service-call.ts";

/** The sweep that hands work on waits for it. */
const CALL_MS = 2_000;

type Account = { SendQuota?: { MaxSendRate?: number } };

/** The `Quota` port on SES, which answers `GetAccount` once a second for the whole account. */
export const sesQuota = (call: CallService): Quota => ({
  ratePerSecond: async () => {
    const { text } = await call({
      service: "ses",
      host: "email",
      method: "GET",
      path: "/v2/email/account",
      headers: {},
      body: "",
      timeoutMs: CALL_MS,
    });
    const { SendQuota } = JSON.parse(text) as Account;
    const perSecond = SendQuota?.MaxSendRate ?? 0;
    if (!(perSecond > 0)) throw new Unavailable("SES states no rate");
    return perSecond;
  },
});
