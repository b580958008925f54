declare const unread: unique symbol;

/** A mail provider's raw record, parsed and checked by the consumer. */
export type ProviderRecord = object & { readonly [unread]: true };

/** A provider's record as received. */
export const providerRecord = (record: object) => record as ProviderRecord;
