import type { CourseChange, Impact } from "./impact.ts";

/** Contacts at the same step of the same version, with the same impact. */
export type ImpactGroup = Impact & {
  version: number;
  step: string;
  people: number;
  /** The first of its contacts. */
  contacts: string[];
};

/** `more` counts contacts of groups beyond the limit. */
export type ImpactGroups = { groups: ImpactGroup[]; more: number };

export const NO_GROUPS: ImpactGroups = { groups: [], more: 0 };

/** Bounded by what a job may gather. */
const MAX_GROUPS = 120;
const MAX_CONTACTS = 20;
/** Names per list, and per group: at 64 characters a name, 120 groups hold at most 300 KB. */
const MAX_NAMES = 12;
const MAX_NAMES_IN_ALL = 20;
/** A step and two templates. */
const NAMES_OF_REPLACED = 3;

const RANK: CourseChange[] = [
  "stranded",
  "repeated",
  "skipped",
  "added",
  "replaced",
  "rules",
  "unchanged",
];

/** Merges two reports, most severe groups first. */
export function joinGroups(one: ImpactGroups, other: ImpactGroups): ImpactGroups {
  const groups = new Map<string, ImpactGroup>();
  let more = one.more + other.more;
  for (const group of [...one.groups, ...other.groups]) {
    const key = `${group.version} ${group.step} ${group.change}`;
    const known = groups.get(key);
    if (known) groups.set(key, trim(join(known, group)));
    else if (groups.size < MAX_GROUPS) groups.set(key, trim(group));
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
  added: union(one.added, other.added),
  // These two are equal for all contacts at one step of one version.
  replaced: one.replaced,
  rules: one.rules,
});

const union = (one: string[], other: string[]) => [...new Set([...one, ...other])];

/** Limits the names of a group, most severe first. */
function trim(group: ImpactGroup): ImpactGroup {
  let room = MAX_NAMES_IN_ALL;
  const take = <T>(list: T[], names = 1): T[] => {
    const some = list.slice(0, Math.min(MAX_NAMES, Math.floor(room / names)));
    room -= some.length * names;
    return some;
  };
  const { repeated, skipped, added, replaced, rules } = group;
  return {
    ...group,
    repeated: take(repeated),
    skipped: take(skipped),
    added: take(added),
    replaced: take(replaced, NAMES_OF_REPLACED),
    rules: take(rules),
  };
}

const compare = (a: ImpactGroup, b: ImpactGroup) =>
  RANK.indexOf(a.change) - RANK.indexOf(b.change) || b.people - a.people;
