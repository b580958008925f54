/** What a function is called with only so that it does not fall asleep. */
export const AWAKE = { awake: true } as const;
export type Awake = typeof AWAKE;
