import type { LiveDefinitions } from "./live-definitions.ts";

export type SegmentUsers = { segments: string[]; sequences: string[] };

/** The segments and live sequences that read a segment. */
export function usersOfSegment(live: LiveDefinitions, id: string): SegmentUsers {
  const { segments = {}, sequences } = live;
  const reading = (definitions: Record<string, { segments?: string[] | undefined }>) =>
    Object.keys(definitions).filter((name) => definitions[name]!.segments?.includes(id));
  return { segments: reading(segments), sequences: reading(sequences) };
}
