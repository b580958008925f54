export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The UTC day of an instant (epoch milliseconds): `2026-03-02`. */
export const dayOf = (at: number): string =>
  new Date(at - (at % DAY_MS)).toISOString().slice(0, 10);

/** An instant as the API shows it. */
export const iso = (at: number) => new Date(at).toISOString();
