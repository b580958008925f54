export * from "./key-store.ts";
export * from "./keys.ts";
export * from "./link-host-store.ts";
export * from "./settings.ts";
export * from "./source.ts";
export * from "./source-store.ts";
export * from "./switches.ts";
export * from "./webhook-secrets.ts";
