import type { Reply, Request, Route } from "#shared/http/index.ts";
import { addActivity } from "#shared/platform/activity/index.ts";
import { type Note, noteChanges, noteWatched } from "#shared/platform/changes/index.ts";
import type { ApiWorld } from "./world.ts";

/** Their ids are addresses, or may be. */
const PERSONAL = ["contacts", "suppressions"];
/** The hot path. */
const PUT_CONTACTS = ["PUT /v1/contacts/{id}", "POST /v1/contacts/batch"];
/** Admin routes that change no definition and no setting. */
const UNRECORDED = [...PUT_CONTACTS, "POST /v1/dev/clock"];

/** The notes of each noun's changes; of all others: the settings. */
const NOTES: Record<string, (id: string | undefined) => Note[]> = {
  sequences: (id) => ["sequences", ...(id === undefined ? [] : ([`sequence:${id}`] as const))],
  segments: () => ["segments"],
  templates: () => ["templates"],
  jobs: () => ["jobs"],
  contacts: () => ["contacts"],
  suppressions: () => ["contacts"],
};

/** Records who changed a definition or a setting, and tells pages that watch. */
export async function afterChange(
  world: Pick<ApiWorld, "table" | "clock">,
  route: Pick<Route<never>, "method" | "path" | "scope">,
  request: Request,
  reply: Reply,
): Promise<void> {
  if (route.method === "GET" || reply.status >= 300) return;
  const noun = route.path.split("/")[2]!;
  const id = PERSONAL.includes(noun) ? undefined : idOf(request, reply);
  // The answer of a started job; the hot path notes only what is watched.
  if (reply.status === 202) await noteWatched(world, ["jobs", "contacts"], []);
  const name = `${route.method} ${route.path}`;
  if (PUT_CONTACTS.includes(name)) await noteWatched(world, ["contacts"], []);
  if (route.scope !== "admin" || UNRECORDED.includes(name)) return;
  const at = world.clock.now();
  const { caller, access, requestId } = request;
  const activity = {
    at,
    key: caller!.id,
    name: caller!.name,
    via: access?.session ? ("session" as const) : ("key" as const),
    noun,
    action: actionOf(route),
    ...(id !== undefined && { id }),
  };
  const notes = (NOTES[noun] ?? (() => ["settings"] as const))(id);
  await Promise.all([addActivity(world, activity, requestId), noteChanges(world, [...notes])]);
}

const VERBS = { PUT: "save", POST: "create", DELETE: "delete", GET: "read" } as const;

/** `save`, `publish`, `secrets.delete`: the fixed parts of the path, else or also a verb. */
function actionOf({ method, path }: Pick<Route<never>, "method" | "path">): string {
  const parts = path.split("/").slice(3);
  const fixed = parts.filter((part) => !part.startsWith("{"));
  const isNamed = method === "POST" && parts.at(-1) === fixed.at(-1) && fixed.length > 0;
  return [...fixed, ...(isNamed ? [] : [VERBS[method]])].join(".");
}

function idOf({ params }: Request, { body }: Reply): string | undefined {
  const id =
    params.id ?? params.name ?? params.secret ?? (body as { id?: unknown } | undefined)?.id;
  return typeof id === "string" ? id : undefined;
}
