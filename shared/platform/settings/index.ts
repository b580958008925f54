export * from "./link-host-store.ts";
export * from "./settings.ts";
export * from "./webhook-secrets.ts";
