import { MINUTE_MS } from "#shared/kernel/time.ts";

/**
 * So long a function that is awake believes what it read of the secrets: also a key that was
 * revoked.
 */
export const FRESH_MS = 5 * MINUTE_MS;
/**
 * From its making until a key signs: by then every function knows it, with as much again to spare.
 */
export const ROTATION_DELAY_MS = 2 * FRESH_MS;
