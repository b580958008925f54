export type Point = { x: number; y: number };

const RADIUS = 10;

const step = (from: Point, to: Point, length: number): Point => {
  const distance = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const share = Math.min(length, distance / 2) / distance;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
};

/** A line along points with round corners, as an SVG path; points on one line are left out. */
export function roundPath(points: readonly Point[]): string {
  const [first, ...rest] = points.filter(
    (point, at) => at === 0 || point.x !== points[at - 1]!.x || point.y !== points[at - 1]!.y,
  );
  if (!first) return "";
  let path = `M${first.x},${first.y}`;
  for (const [at, corner] of rest.entries()) {
    const before = at === 0 ? first : rest[at - 1]!;
    const after = rest[at + 1];
    if (!after) {
      path += `L${corner.x},${corner.y}`;
      continue;
    }
    const [enter, leave] = [step(corner, before, RADIUS), step(corner, after, RADIUS)];
    path += `L${enter.x},${enter.y}Q${corner.x},${corner.y} ${leave.x},${leave.y}`;
  }
  return path;
}
