export { createFairRender, type Stopwatch } from "./render-fairly.ts";
export { render } from "./render-mails.ts";
