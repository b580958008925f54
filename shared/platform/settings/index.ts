export * from "./link-host-store.ts";
export * from "./settings-store.ts";
export * from "./webhook-secrets.ts";
