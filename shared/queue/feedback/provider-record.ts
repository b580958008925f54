declare const unread: unique symbol;

/** What a mail provider tells, in its own words: read and checked where it is taken in. */
export type ProviderRecord = object & { readonly [unread]: true };

/** The message that carries a provider's record as it came. */
export const providerRecord = (record: object) => record as ProviderRecord;
