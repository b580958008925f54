import type { Condition } from "#shared/audience/conditions/index.ts";
import type { Fault } from "#shared/kernel/errors.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import type { LiveSegment } from "#shared/platform/live-definitions/index.ts";

type Segments = Record<string, Pick<LiveSegment, "segments">>;

const readBy = (segments: Segments, id: string): string[] => ownValue(segments, id)?.segments ?? [];

/** The segments, each after those that it reads; of a circle, which none should be in, in any order. */
export function inOrder(segments: Segments): string[] {
  const placed = new Set<string>();
  const open = new Set<string>();
  const place = (id: string) => {
    if (placed.has(id) || open.has(id) || !Object.hasOwn(segments, id)) return;
    open.add(id);
    for (const other of readBy(segments, id)) place(other);
    placed.add(id);
  };
  for (const id of Object.keys(segments)) place(id);
  return [...placed];
}

/** What is wrong with the segments that a condition of `id` names, each with its place. */
export function nestingFaults(id: string, condition: Condition, segments: Segments): Fault[] {
  return placesOf(condition, "/condition").flatMap(({ segment, path }) => {
    const message = faultOf(id, segment, segments);
    return message === undefined ? [] : [{ path, message }];
  });
}

function faultOf(id: string, segment: string, segments: Segments): string | undefined {
  if (segment === id) return "a segment can not refer to itself";
  if (!Object.hasOwn(segments, segment)) return `there is no segment "${segment}": create it first`;
  const way = wayFrom(segments, segment, id);
  return way && `refers to itself in a circle: ${[id, ...way].join(" → ")}`;
}

/** How one segment leads to another, both included. */
function wayFrom(segments: Segments, from: string, to: string): string[] | undefined {
  const ways = [[from]];
  const seen = new Set([from]);
  for (let way = ways.pop(); way; way = ways.pop()) {
    const last = way.at(-1)!;
    if (last === to) return way;
    for (const next of readBy(segments, last)) {
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  }
  return undefined;
}

function placesOf(condition: Condition, path: string): { segment: string; path: string }[] {
  if ("segment" in condition) return [{ segment: condition.segment, path: `${path}/segment` }];
  return (["all", "any", "none"] as const).flatMap((name) => {
    const parts = (condition as Partial<Record<typeof name, Condition[]>>)[name] ?? [];
    return parts.flatMap((part, i) => placesOf(part, `${path}/${name}/${i}`));
  });
}
