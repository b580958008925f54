import {
  Defect,
  Denied,
  type Fault,
  InvalidInput,
  NotFound,
  Unavailable,
} from "#shared/kernel/errors.ts";

/** The slowest answer of the API, and a second for the way. */
const ANSWER_MS = 30_000;

/** Which API, and with which key. */
export type Api = { url: string; key?: string };
/** `body` is undefined where the text is no JSON. */
type Answer = { status: number; body: unknown; text: string; headers: Headers };

/** One request, with whatever answer it gets; `given` is sent as JSON. @throws Unavailable when nobody answers */
export async function request(
  { url, key }: Api,
  method: string,
  path: string,
  given?: object,
): Promise<Answer> {
  const headers = {
    ...(key !== undefined && { authorization: `Bearer ${key}` }),
    ...(given && { "content-type": "application/json" }),
  };
  const signal = AbortSignal.timeout(ANSWER_MS);
  const body = given && { body: JSON.stringify(given) };
  try {
    const response = await fetch(url + path, { method, headers, signal, ...body });
    const text = await response.text();
    return { status: response.status, body: parse(text), text, headers: response.headers };
  } catch (error) {
    const { message, cause } = error as Error;
    const why = cause instanceof Error && cause.message ? cause.message : message;
    throw new Unavailable(`${url} does not answer (${why}): check the address and the network`);
  }
}

/** The body of a good answer. @throws as `ask` does */
export const call = async (to: Partial<Api>, method: string, path: string, given?: object) =>
  (await ask(to, method, path, given)).body;

/**
 * A good answer. @throws InvalidInput when no API or no key was given, or the API refused the input; else Denied, NotFound,
 * Unavailable or Defect, with the API's own words
 */
export async function ask(
  { url, key }: Partial<Api>,
  method: string,
  path: string,
  given?: object,
): Promise<Answer> {
  if (!url) throw new InvalidInput("no API is given: --url, or the variable DRIPSTACK_URL");
  if (!key) throw new InvalidInput("no API key is given: the variable DRIPSTACK_KEY, or --key");
  const api = { url, key };
  const answer = await request(api, method, path, given);
  const { status, body } = answer;
  if (status < 300) return answer;
  const { detail = `the answer is no JSON, so ${api.url} is hardly a Dripstack`, errors } = (body ??
    {}) as { detail?: string; errors?: Fault[] };
  const words = `${method} ${path} was answered with ${status}: ${detail}`;
  if (status === 401 || status === 403) throw new Denied(words, status === 403);
  if (status === 404) throw new NotFound(words);
  if (status === 422) throw new InvalidInput(words, errors);
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
