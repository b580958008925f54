import type { Quota } from "#shared/ports/quota.ts";

/** The `Quota` port where the mailbox or a relay takes mail: neither states a rate. */
export const noQuota: Quota = {
  current: async () => ({ perSecond: Number.POSITIVE_INFINITY }),
};
