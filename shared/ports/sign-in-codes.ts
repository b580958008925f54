/** One-time codes that sign a browser in without a key: kept by a process, so none exist on AWS. */
export interface SignInCodes {
  /**
   * A new code for the key with this hash, and when it ends (epoch milliseconds of the machine).
   * @throws InvalidInput where there are no codes
   */
  make: (keyHash: string) => { code: string; endsAt: number };
  /**
   * The hash of the key that a code stands for, once; undefined when it is unknown, used or ended.
   * @throws InvalidInput where there are no codes
   */
  redeem: (code: string) => string | undefined;
}
