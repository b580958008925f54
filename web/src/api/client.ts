import createClient, { type FetchResponse } from "openapi-fetch";
import { HeldRequests } from "./held-requests.ts";
import { Problem } from "./problem.ts";
import type { components, paths } from "./schema.d.ts";

export type Schemas = components["schemas"];

/** Between the console and the API, for when the session ends. */
export const held = new HeldRequests((request) => fetch(request));

/**
 * The API, typed by its own document. The session is a cookie that scripts can't read; the header
 * proves that a change comes from this page, for no other origin may send it.
 */
export const api = createClient<paths>({
  baseUrl: location.origin,
  headers: { "x-dripstack-console": "1" },
  credentials: "same-origin",
  fetch: held.fetch,
});

type Answer<T> = { data: T; etag: string | undefined };
// biome-ignore lint/suspicious/noExplicitAny: any route's answer; its data's type is kept
type Sent = FetchResponse<any, any, any>;
type DataOf<R extends Sent> = NonNullable<R["data"]>;

/**
 * The data and version of an answer.
 * @throws Problem when the API refuses; status 0 when it could not be reached
 */
export async function answer<R extends Sent>(sent: Promise<R>): Promise<Answer<DataOf<R>>> {
  const { data, error, response } = await sent.catch(() => {
    throw new Problem(0, "");
  });
  if (!response.ok) {
    const { detail, title, errors } = (error ?? {}) as Partial<Schemas["Problem"]>;
    throw new Problem(response.status, detail ?? title ?? response.statusText, errors);
  }
  return { data: data as DataOf<R>, etag: response.headers.get("etag") ?? undefined };
}

/** The data alone. @throws Problem as `answer` */
export const read = async <R extends Sent>(sent: Promise<R>): Promise<DataOf<R>> =>
  (await answer(sent)).data;
