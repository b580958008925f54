import { vi } from "vitest";

/** A limit for what never comes: a loaded machine may need seconds for what takes milliseconds. */
const TIMEOUT_MS = 30_000;

/** Waits until `check` throws no more. @throws what it threw last, after half a minute */
export const waitFor = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: TIMEOUT_MS, interval: 5 });
