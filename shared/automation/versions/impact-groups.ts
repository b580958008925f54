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
/**
 * Of one list, and of all lists of a group together: names have at most 64 letters, and 120 groups
 * at most 300 KB.
 */
const MAX_NAMES = 12;
const MAX_NAMES_IN_ALL = 20;
/** A step and two templates. */
const NAMES_OF_REPLACED = 3;

const RANK: Change[] = [
  "stranded",
  "repeated",
  "skipped",
  "added",
  "replaced",
  "rules",
  "unchanged",
];

/** Both together, the gravest first. */
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
  // These two are the same for all who follow one version and stand on one step.
  replaced: one.replaced,
  rules: one.rules,
});

const union = (one: string[], other: string[]) => [...new Set([...one, ...other])];

/** Only as many names as a group may hold; the gravest first. */
function trim(group: ImpactGroup): ImpactGroup {
  let room = MAX_NAMES_IN_ALL;
  const take = <T>(list: T[], names = 1): T[] => {
    const taken = list.slice(0, Math.min(MAX_NAMES, Math.floor(room / names)));
    room -= taken.length * names;
    return taken;
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
