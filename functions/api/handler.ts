import type { Context } from "aws-lambda";
import { dispatch } from "#functions/runtime/http/dispatch.ts";
import { forHttp } from "../runtime/for-http.ts";
import { forInvoke } from "../runtime/for-invoke.ts";
import { afterChange } from "./after-change.ts";
import { answerOwner, isRequest } from "./invocation.ts";
import { routes } from "./routes.ts";
import type { ApiWorld } from "./world.ts";

export const createHandler = (world: ApiWorld) => {
  const answer = forHttp("api", dispatch(routes, world, afterChange));
  const invoked = forInvoke("api", (event: unknown) => answerOwner(world, event));
  return (event: unknown, context: Context) =>
    isRequest(event) ? answer(event, context) : invoked(event, context);
};
