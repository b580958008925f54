import type { Condition } from "#shared/audience/conditions/index.ts";
import type { Fault } from "#shared/kernel/errors.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import type { LiveSegment } from "#shared/platform/live-definitions/index.ts";

type Segments = Record<string, Pick<LiveSegment, "segments">>;

const readBy = (segments: Segments, id: string): string[] => ownValue(segments, id)?.segments ?? [];

/**
 * The segments, each after those that it reads; cyclic ones (which should not exist) in any order.
 */
export function inDependencyOrder(segments: Segments): string[] {
  const visited = new Set<string>();
  const open = new Set<string>();
  const visit = (id: string) => {
    if (visited.has(id) || open.has(id) || !Object.hasOwn(segments, id)) return;
    open.add(id);
    for (const other of readBy(segments, id)) visit(other);
    visited.add(id);
  };
  for (const id of Object.keys(segments)) visit(id);
  return [...visited];
}

/** Faults of the segment references in a condition of `id`, each with its path. */
export function nestingFaults(id: string, condition: Condition, segments: Segments): Fault[] {
  return referencesIn(condition, "/condition").flatMap(({ segment, path }) => {
    const message = faultOf(id, segment, segments);
    return message === undefined ? [] : [{ path, message }];
  });
}

function faultOf(id: string, segment: string, segments: Segments): string | undefined {
  if (segment === id) return "a segment can not refer to itself";
  if (!Object.hasOwn(segments, segment)) return `there is no segment "${segment}": create it first`;
  const path = pathFrom(segments, segment, id);
  return path && `refers to itself in a circle: ${[id, ...path].join(" → ")}`;
}

/** The chain of references from one segment to another, both included. */
function pathFrom(segments: Segments, from: string, to: string): string[] | undefined {
  const paths = [[from]];
  const reached = new Set([from]);
  for (let path = paths.pop(); path; path = paths.pop()) {
    const last = path.at(-1)!;
    if (last === to) return path;
    for (const next of readBy(segments, last)) {
      if (!reached.has(next)) paths.push([...path, next]);
      reached.add(next);
    }
  }
  return undefined;
}

function referencesIn(condition: Condition, path: string): { segment: string; path: string }[] {
  if ("segment" in condition) return [{ segment: condition.segment, path: `${path}/segment` }];
  return (["all", "any", "none"] as const).flatMap((name) => {
    const parts = (condition as Partial<Record<typeof name, Condition[]>>)[name] ?? [];
    return parts.flatMap((part, i) => referencesIn(part, `${path}/${name}/${i}`));
  });
}
