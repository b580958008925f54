export * from "./switches.ts";
export {
  changeSwitches,
  type ReadSwitches,
  readSending,
  readSwitches,
  SWITCH_TRIES,
  setSending,
} from "./switches-store.ts";
