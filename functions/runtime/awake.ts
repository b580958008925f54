/** The event that keeps an idle function from being suspended. */
export const AWAKE = { awake: true } as const;
export type Awake = typeof AWAKE;
