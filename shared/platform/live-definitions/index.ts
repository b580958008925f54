export * from "./live-definitions.ts";
export {
  changeLiveDefinitions,
  LIVE_DEFINITIONS_TRIES,
  type ReadLiveDefinitions,
  readLiveDefinitions,
  readSending,
  setSending,
} from "./live-definitions-store.ts";
