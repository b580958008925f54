/** What the provider allows the account. Asked by the tick alone: everything else reads what the tick kept of it. */
export interface Quota {
  /**
   * Mails per second that the provider allows now; `Infinity` where there is no limit.
   * @throws Unavailable when it throttles or does not answer
   */
  ratePerSecond: () => Promise<number>;
}
