export * from "./declared-attribute.ts";
export * from "./live-definitions.ts";
export {
  changeLiveDefinitions,
  LIVE_DEFINITIONS_TRIES,
  lastWatched,
  readLiveDefinitions,
  readSending,
  setSending,
  setWatched,
} from "./live-definitions-store.ts";
export { type SegmentUsers, usersOfSegment } from "./segment-users.ts";
