export type Plan = { kills: number; people: number; seed: number };

/** Somebody of the cast; `share` is the turn in which they sign up. */
export type Person = { id: string; email: string; share: number; isPro: boolean; clicks: boolean };

/** Two of three turns are killed once and the third twice: the second kill falls into the recovery from the first. */
export const turnsOf = ({ kills }: Plan): number => Math.max(2, Math.ceil((kills * 2) / 3));

/** How often the turn is killed; all turns together as often as was asked for. */
export function killsIn(turn: number, plan: Plan): number {
  const until = (end: number) => Math.floor((end * plan.kills) / turnsOf(plan));
  return until(turn + 1) - until(turn);
}

/** The last two turns have nobody new: the mails of the sequence's end are theirs. */
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
