/** What wraps the handlers, by what wakes them; a bundle holds what its own needs. */
export type { Log } from "./around.ts";
export { forHttp } from "./for-http.ts";
export { forInvoke } from "./for-invoke.ts";
export { forQueue, type Received } from "./for-queue.ts";
export { forSchedule } from "./for-schedule.ts";
