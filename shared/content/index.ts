/** From what an author writes to what a person reads: compiled once a version, rendered once a mail. */
export { compile } from "./compile-source.ts";
export { createFairRender, type Stopwatch } from "./render-fairly.ts";
export { render } from "./render-mails.ts";
