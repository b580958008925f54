export type Plan = { kills: number; people: number; seed: number };

/** A contact of the cast; `share` is the turn in which it signs up. */
export type Person = { id: string; email: string; share: number; isPro: boolean; clicks: boolean };

/** Every contact gets this many mails of the sample. */
export const MAILS = 2;

/** Fewer turns than kills: a kill also falls into the recovery from the one before. */
export const turnsOf = ({ kills }: Plan): number => Math.max(2, Math.ceil((kills * 2) / 3));

/** The last two turns have no new contacts: the mails of the sequence's end are theirs. */
export function castOf(plan: Plan): Person[] {
  const shares = Math.max(1, turnsOf(plan) - 2);
  return Array.from({ length: plan.people }, (_, i) => ({
    id: `u${i}`,
    email: `u${i}@example.com`,
    share: Math.floor((i * shares) / plan.people),
    isPro: i % 4 < 2,
    clicks: i % 2 === 0,
  }));
}
