import { forHttp } from "../runtime/for-http.ts";
import { answer } from "./answer.ts";
import type { PublicWorld } from "./request.ts";

/** Links in mails: clicks, opens, unsubscribing and preferences. */
export const createHandler = (world: PublicWorld) =>
  forHttp("public", (event, log) => answer(world, event, log));
