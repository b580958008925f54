export * from "./misfit.ts";
export * from "./template-store.ts";
