import { Defect, Denied, InvalidInput, NotFound, Unavailable } from "#shared/kernel/errors.ts";

/** The slowest answer of the API, and a second for the way. */
const ANSWER_MS = 30_000;

/** Which API, and with which key. */
export type Api = { url: string; key?: string };
type Answer = { status: number; body: unknown };

/** One request, with whatever answer it gets; not JSON: undefined. @throws Unavailable when nobody answers */
export async function request({ url, key }: Api, method: string, path: string): Promise<Answer> {
  const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const signal = AbortSignal.timeout(ANSWER_MS);
  try {
    const response = await fetch(url + path, { method, headers, signal });
    return { status: response.status, body: parse(await response.text()) };
  } catch (error) {
    const { message, cause } = error as Error;
    const why = cause instanceof Error && cause.message ? cause.message : message;
    throw new Unavailable(`${url} does not answer (${why}): check the address and the network`);
  }
}

/**
 * The body of a good answer. @throws InvalidInput when no API or no key was given; else Denied, NotFound, Unavailable
 * or Defect, with the API's own words
 */
export async function call(given: Partial<Api>, method: string, path: string): Promise<unknown> {
  const { url, key } = given;
  if (!url) throw new InvalidInput("no API is given: --url, or the variable DRIPSTACK_URL");
  if (!key) throw new InvalidInput("no API key is given: the variable DRIPSTACK_KEY, or --key");
  const api = { url, key };
  const { status, body } = await request(api, method, path);
  if (status < 300) return body;
  const { detail = `the answer is no JSON, so ${api.url} is hardly a Dripstack` } = (body ??
    {}) as { detail?: string };
  const words = `${method} ${path} was answered with ${status}: ${detail}`;
  if (status === 401 || status === 403) throw new Denied(words, status === 403);
  if (status === 404) throw new NotFound(words);
  if (status >= 500) throw new Unavailable(`${words}; try again`);
  throw new Defect(words);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
