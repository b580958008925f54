import { MINUTE_MS } from "#shared/kernel/time.ts";

/** How long a running function uses the secrets it read, including revoked keys. */
export const FRESH_MS = 5 * MINUTE_MS;
/**
 * The time from a key's creation until it signs: by then every function has read it, twice over.
 */
export const ROTATION_DELAY_MS = 2 * FRESH_MS;
