/** What the provider allows the account now. */
export type SendingQuota = {
  /** Mails per second; `Infinity` where there is no limit. */
  perSecond: number;
  /** Why the provider accepts no mail, if it says so. */
  closedBy?: string;
};

/** What the provider allows the account. Only the tick asks; all others read the stored result. */
export interface Quota {
  /** @throws Unavailable when the provider throttles or does not answer */
  current: () => Promise<SendingQuota>;
}
