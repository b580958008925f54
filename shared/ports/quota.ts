/** What the provider allows the account now. */
export type SendingQuota = {
  /** Mails per second; `Infinity` where there is no limit. */
  perSecond: number;
  /** Why it takes no mail at all, where it says so. */
  closedBy?: string;
};

/**
 * What the provider allows the account. Asked by the tick alone: everything else reads what the
 * tick kept of it.
 */
export interface Quota {
  /** @throws Unavailable when the provider throttles or does not answer */
  current: () => Promise<SendingQuota>;
}
