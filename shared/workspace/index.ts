export * from "./keys.ts";
export * from "./settings.ts";
export * from "./sources.ts";
export * from "./switches.ts";
