import { InvalidInput, NotFound } from "#shared/kernel/errors.ts";
import { FOLDED_RULE, isFolded } from "#shared/kernel/ids.ts";
import { HttpError } from "./http-error.ts";
import type { Route } from "./route.ts";

const MAX_ID_LENGTH = 200;

type Compiled<W> = { route: Route<W>; segments: string[] };
export type Match<W> = { route: Route<W>; params: Record<string, string> };
type Matcher<W> = (method: string, rawPath: string) => Match<W>;

const nameOf = (segment: string) => /^\{(.+)\}$/.exec(segment)?.[1];

/**
 * Finds the route of a path; segments are compared after decoding.
 * @throws NotFound for an unknown path, HttpError 405 for another method, or 400
 */
export function matcher<W>(routes: Route<W>[]): Matcher<W> {
  const compiled = routes.map((route) => ({ route, segments: route.path.split("/") }));
  return (method, rawPath) => {
    const path = rawPath.split("/").map(decode);
    const here = compiled.filter(({ segments }) => fits(segments, path));
    if (here.length === 0)
      throw new NotFound("there is no route under this path: see /v1/openapi.json");
    const wanted = method === "HEAD" ? "GET" : method;
    const found = here.find(({ route }) => route.method === wanted);
    if (!found) throw new HttpError(405, `not for ${method}`, { allow: allowed(here) });
    return { route: found.route, params: paramsOf(found, path) };
  };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new HttpError(400, "the path has a broken percent-encoding: encode each part of it");
  }
}

const fits = (segments: string[], path: string[]) =>
  segments.length === path.length &&
  segments.every((segment, i) => (nameOf(segment) ? path[i] !== "" : segment === path[i]));

function allowed<W>(here: Compiled<W>[]): string {
  const methods = here.map(({ route }) => route.method as string);
  return [...methods, ...(methods.includes("GET") ? ["HEAD"] : [])].join(", ");
}

function paramsOf<W>({ route, segments }: Compiled<W>, path: string[]): Record<string, string> {
  const params: Record<string, string> = {};
  segments.forEach((segment, i) => {
    const name = nameOf(segment);
    if (!name) return;
    const value = path[i]!;
    const isId = name === "id" || name === "contactId";
    if (isId && (value.length > MAX_ID_LENGTH || value.includes("/"))) {
      refuse(route, name, `at most ${MAX_ID_LENGTH} characters, without "/"`);
    }
    if (isFolded(value)) refuse(route, name, FOLDED_RULE);
    params[name] = value;
  });
  return params;
}

/** An impossible id is not found; a request that would create it gets the reason. */
function refuse<W>(route: Route<W>, name: string, message: string): never {
  if (route.method === "GET" || route.method === "DELETE") throw new NotFound(message);
  throw new InvalidInput("the path is not valid", [{ path: `/${name}`, message }]);
}
