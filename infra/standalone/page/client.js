/** The API as the page uses it. The key lives in this tab alone: never in an address that is logged. */

const STORED = "dripstack-key";

/** The key of the fragment (`#key=…`), which is then taken out of the address, or that of this tab. */
export function findKey() {
  const given = new URLSearchParams(location.hash.slice(1)).get("key");
  if (given) {
    keepKey(given);
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem(STORED);
}

export const keepKey = (key) => sessionStorage.setItem(STORED, key);

export class Refused extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

async function ask(path, init = {}) {
  const headers = { authorization: `Bearer ${sessionStorage.getItem(STORED)}`, ...init.headers };
  const response = await fetch(path, { ...init, headers, cache: "no-store" });
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  throw new Refused(response.status, problem.detail ?? problem.title ?? response.statusText);
}

const askJson = async (path, init) => (await ask(path, init)).json();
const mailPath = (id) => `/v1/mailbox/${encodeURIComponent(id)}`;

export function listMails(to, cursor) {
  const query = new URLSearchParams();
  if (to) query.set("to", to);
  if (cursor) query.set("cursor", cursor);
  return askJson(`/v1/mailbox?${query}`);
}
export const readMail = (id) => askJson(mailPath(id));
export const readRaw = async (id) => (await ask(`${mailPath(id)}/raw`)).text();
export const readMessage = (id) => askJson(`/v1/messages/${encodeURIComponent(id)}`);
export const moveClock = (advance) =>
  askJson("/v1/dev/clock", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ advance }),
  });
