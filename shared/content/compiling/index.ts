export { compile } from "./compile-source.ts";
