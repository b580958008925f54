import { dispatch } from "#shared/http/index.ts";
import { forHttp } from "../compose.ts";
import { routes } from "./routes.ts";
import type { ApiWorld } from "./world.ts";

export const createHandler = (world: ApiWorld) => forHttp("api", dispatch(routes, world));
