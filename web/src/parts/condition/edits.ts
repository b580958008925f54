import { type Group, type Mode, type Part, toCondition, toModel } from "./model.ts";

const lastId = (part: Part): number =>
  part.kind === "group" ? Math.max(part.id, ...part.parts.map(lastId)) : part.id;

/** The same tree with ids above all those of `root`. */
function renumbered(part: Part, root: Part): Part {
  const above = lastId(root);
  const shift = (one: Part): Part => ({
    ...one,
    id: one.id + above,
    ...(one.kind === "group" && { parts: one.parts.map(shift) }),
  });
  return shift(part);
}

/** The tree with other parts in place of the one with that id; a group left empty goes too. */
function replace(root: Part, id: number, by: (part: Part) => readonly Part[]): Part | undefined {
  const walk = (part: Part): readonly Part[] => {
    if (part.id === id) return by(part);
    if (part.kind !== "group") return [part];
    const parts = part.parts.flatMap(walk);
    if (parts.length === 0) return [];
    return parts.every((one, at) => one === part.parts[at]) && parts.length === part.parts.length
      ? [part]
      : [{ ...part, parts }];
  };
  return walk(root)[0];
}

/** Puts another condition where the one with that id is. */
export const setPart = (root: Part, id: number, condition: unknown): Part =>
  replace(root, id, () => [{ ...renumbered(toModel(condition), root), id } as Part])!;

/** Nothing is left of a tree whose only part is removed. */
export const removePart = (root: Part, id: number): Part | undefined => replace(root, id, () => []);

export const setMode = (root: Part, id: number, mode: Mode): Part =>
  replace(root, id, (part) => [{ ...part, mode } as Part])!;

type Added = { root: Part; id: number };

/** Adds at the end of a group; beside a rule, both come under "all". No root: the first one. */
export function addPart(root: Part | undefined, id: number, condition: unknown): Added {
  const made = toModel(condition);
  if (!root) return { root: made, id: made.id };
  const added = renumbered(made, root);
  const next = replace(root, id, (part) => [
    part.kind === "group"
      ? { ...part, parts: [...part.parts, added] }
      : { id: lastId(added) + 1, kind: "group", mode: "all", parts: [part, added] },
  ]);
  return { root: next!, id: added.id };
}

export function duplicatePart(root: Part, id: number): Added {
  let copyId = id;
  const next = replace(root, id, (part) => {
    const copy = renumbered(toModel(toCondition(part)), root);
    copyId = copy.id;
    return root.id === id
      ? [{ id: lastId(copy) + 1, kind: "group", mode: "all", parts: [part, copy] }]
      : [part, copy];
  });
  return { root: next!, id: copyId };
}

/** Puts a part into a group of its own. */
export const wrapPart = (root: Part, id: number, mode: Mode): Part =>
  replace(root, id, (part) => [{ id: lastId(root) + 1, kind: "group", mode, parts: [part] }])!;

/** Puts a group's parts in its place; at the root only where one part remains. */
export function unwrapPart(root: Part, id: number): Part {
  if (root.id === id && (root.kind !== "group" || root.parts.length > 1)) return root;
  return replace(root, id, (part) => (part.kind === "group" ? part.parts : [part]))!;
}

/** Moves a part among its neighbours, by one place. */
export function movePart(root: Part, id: number, by: -1 | 1): Part {
  const group = parentOf(root, id);
  if (!group) return root;
  const from = group.parts.findIndex((part) => part.id === id);
  const to = from + by;
  if (to < 0 || to >= group.parts.length) return root;
  const parts = [...group.parts];
  [parts[from], parts[to]] = [parts[to]!, parts[from]!];
  return replace(root, group.id, () => [{ ...group, parts }])!;
}

/** The group that holds the part with that id. */
export function parentOf(root: Part, id: number): Group | undefined {
  if (root.kind !== "group") return undefined;
  if (root.parts.some((part) => part.id === id)) return root;
  for (const part of root.parts) {
    const found = parentOf(part, id);
    if (found) return found;
  }
  return undefined;
}
