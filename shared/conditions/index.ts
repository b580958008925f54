export * from "./matches.ts";
export * from "./reads.ts";
export * from "./schema.ts";
