export * from "./judge.ts";
export * from "./member-store.ts";
export * from "./segment-store.ts";
