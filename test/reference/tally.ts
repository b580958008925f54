/** What cases came to: a property of runs that go nowhere would prove little. */
export type Tally = {
  decisions: number;
  mails: number;
  requests: number;
  /** Runs that came back to a step. */
  loops: number;
  ended: number;
  /** Looks at which nothing was to be done. */
  idle: number;
  looks: number;
};

export const NOTHING: Tally = {
  decisions: 0,
  mails: 0,
  requests: 0,
  loops: 0,
  ended: 0,
  idle: 0,
  looks: 0,
};

export function add(one: Tally, other: Tally): Tally {
  const names = Object.keys(one) as (keyof Tally)[];
  return Object.fromEntries(names.map((name) => [name, one[name] + other[name]])) as Tally;
}
