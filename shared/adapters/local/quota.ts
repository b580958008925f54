import type { Quota } from "#shared/ports/quota.ts";

/** The `Quota` port for the mailbox and SMTP relays, which state no rate. */
export const noQuota: Quota = {
  current: async () => ({ perSecond: Number.POSITIVE_INFINITY }),
};
