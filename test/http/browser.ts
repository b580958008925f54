import { type Call, makeApi } from "#test/support/api.ts";

/** The header that the console sends with each change. */
export const CONSOLE = { "x-dripstack-console": "1" };

/** An API, and a browser that keeps its cookies. */
export async function makeBrowser() {
  const api = await makeApi();
  const signIn = async (body: object, options: Call = {}) => {
    const answer = await api.call("POST", "/v1/sessions", body, { key: null, ...options });
    const cookie = answer.cookies[0]?.split(";")[0];
    return { ...answer, cookie: cookie ?? "" };
  };
  const as = (cookie: string, headers: Record<string, string> = {}, options: Call = {}) => ({
    ...options,
    key: null,
    cookies: [cookie],
    headers,
  });
  return { ...api, signIn, as };
}
