/** Whether a field at `around` holds what is at `path`. */
const holds = (around: string, path: string) => path === around || path.startsWith(`${around}/`);

/** The innermost of `paths` that holds what is at `path`; a part that is not shown has none. */
export const nearest = (paths: readonly string[], path: string): string | undefined =>
  paths
    .filter((one) => holds(one, path))
    .toSorted((one, other) => other.length - one.length)
    .at(0);
