import {
  Conflict,
  Defect,
  Denied,
  type Fault,
  InvalidInput,
  NotFound,
  TooMany,
  Unavailable,
} from "#shared/kernel/errors.ts";

export { Conflict, Defect, Denied, InvalidInput, NotFound, TooMany, Unavailable };

/** The API's time limit, and a second for the network. */
const TIMEOUT_MS = 30_000;
/** The API's largest page. */
const PAGE_SIZE = 200;

/** Where the API answers (`https://mail.example.com`), and the API key. */
export type ClientOptions = { url: string; key?: string };
/** `body` is undefined where `text` is not JSON. */
export type ApiResponse = { status: number; body: unknown; text: string; headers: Headers };
type Method = "GET" | "PUT" | "POST" | "PATCH" | "DELETE";

/**
 * A client of Dripstack's HTTP API. `get` to `delete` resolve to the body of a successful response;
 * an error response is thrown by its status: Denied (401, 403), NotFound (404), Conflict (409),
 * InvalidInput (422, with the faults and their paths), TooMany (429), Unavailable (5xx, or no
 * response in 30 seconds: the same request may succeed later), else Defect.
 *
 * ```ts
 * const client = new Client({ url: "https://mail.example.com", key: process.env.DRIPSTACK_KEY });
 * await client.put("/v1/contacts/42", { email: "ada@example.com" });
 * ```
 */
export class Client {
  readonly #url: string;
  readonly #key: string | undefined;

  constructor({ url, key }: ClientOptions) {
    this.#url = url.replace(/\/+$/, "");
    this.#key = key;
  }

  get = async (path: string): Promise<unknown> => (await this.send("GET", path)).body;
  put = async (path: string, body?: object) => (await this.send("PUT", path, body)).body;
  post = async (path: string, body?: object) => (await this.send("POST", path, body)).body;
  patch = async (path: string, body?: object) => (await this.send("PATCH", path, body)).body;
  delete = async (path: string) => (await this.send("DELETE", path)).body;

  /** All items of a list, page by page. */
  async *list(path: string): AsyncGenerator<unknown, void> {
    for (let cursor: string | null = ""; cursor !== null; ) {
      const after: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
      const page = await this.get(
        `${path}${path.includes("?") ? "&" : "?"}limit=${PAGE_SIZE}${after}`,
      );
      const { items, cursor: next = null } = page as { items: unknown[]; cursor?: string | null };
      yield* items;
      cursor = next;
    }
  }

  /** A successful response, whole. */
  async send(method: Method, path: string, body?: object): Promise<ApiResponse> {
    const response = await this.request(method, path, body);
    if (response.status < 300) return response;
    throw errorOf(response, `${method} ${path}`, this.#url);
  }

  /**
   * Any response, including errors.
   * @throws Unavailable without a response
   */
  async request(method: Method, path: string, body?: object): Promise<ApiResponse> {
    const headers = {
      ...(this.#key !== undefined && { authorization: `Bearer ${this.#key}` }),
      ...(body && { "content-type": "application/json" }),
    };
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const sent = body && { body: JSON.stringify(body) };
    try {
      const response = await fetch(this.#url + path, { method, headers, signal, ...sent });
      const text = await response.text();
      return { status: response.status, body: parse(text), text, headers: response.headers };
    } catch (error) {
      const { message, cause } = error as Error;
      const why = cause instanceof Error && cause.message ? cause.message : message;
      throw new Unavailable(
        `${this.#url} does not answer (${why}): check the address and the network`,
      );
    }
  }
}

function errorOf({ status, body, headers }: ApiResponse, request: string, url: string): Error {
  const { detail = `the response is not JSON, so ${url} is hardly a Dripstack`, errors } = (body ??
    {}) as { detail?: string; errors?: Fault[] };
  const words = `${request} was answered with ${status}: ${detail}`;
  if (status === 401 || status === 403) return new Denied(words, status === 403);
  if (status === 404) return new NotFound(words);
  if (status === 409) return new Conflict(words, errors);
  if (status === 422) return new InvalidInput(words, errors);
  if (status === 429) return new TooMany(words, Number(headers.get("retry-after") ?? 1));
  return status >= 500 ? new Unavailable(`${words}; try again`) : new Defect(words);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
