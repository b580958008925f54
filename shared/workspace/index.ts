export * from "./key-store.ts";
export * from "./keyed-request-store.ts";
export * from "./keys.ts";
export * from "./link-host-store.ts";
export * from "./settings.ts";
export * from "./source.ts";
export * from "./source-store.ts";
export * from "./switches.ts";
export {
  changeSwitches,
  type ReadSwitches,
  readSending,
  readSwitches,
  SWITCH_TRIES,
  setSending,
} from "./switches-store.ts";
export * from "./webhook-secrets.ts";
