import type { Change, Impact } from "./impact.ts";

/** People who follow the same version, stand on the same step, and to whom the same happens. */
export type ImpactGroup = Impact & {
  version: number;
  step: string;
  people: number;
  /** The first of them. */
  contacts: string[];
};

/** `more` counts people of groups that are too many to be shown. */
export type ImpactGroups = { groups: ImpactGroup[]; more: number };

export const NO_GROUPS: ImpactGroups = { groups: [], more: 0 };

/** As much as a job may gather: see there. */
const MAX_GROUPS = 120;
const MAX_CONTACTS = 20;
const MAX_NAMES = 12;

const RANK: Change[] = ["stranded", "repeated", "skipped", "unchanged"];

/** Both together, the gravest first. */
export function joinGroups(one: ImpactGroups, other: ImpactGroups): ImpactGroups {
  const groups = new Map<string, ImpactGroup>();
  let more = one.more + other.more;
  for (const group of [...one.groups, ...other.groups]) {
    const key = `${group.version} ${group.step} ${group.change}`;
    const known = groups.get(key);
    if (known) groups.set(key, join(known, group));
    else if (groups.size < MAX_GROUPS) groups.set(key, group);
    else more += group.people;
  }
  return { groups: [...groups.values()].sort(compare), more };
}

const join = (one: ImpactGroup, other: ImpactGroup): ImpactGroup => ({
  ...one,
  people: one.people + other.people,
  contacts: [...one.contacts, ...other.contacts].slice(0, MAX_CONTACTS),
  skipped: union(one.skipped, other.skipped),
  repeated: union(one.repeated, other.repeated),
});

const union = (one: string[], other: string[]) =>
  [...new Set([...one, ...other])].slice(0, MAX_NAMES);

const compare = (a: ImpactGroup, b: ImpactGroup) =>
  RANK.indexOf(a.change) - RANK.indexOf(b.change) || b.people - a.people;
