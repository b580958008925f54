import { parse } from "csv-parse/sync";
import { react } from "#shared/automation/dispatch/index.ts";
import { backtestJob } from "#shared/insight/backtest/index.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import { type Api, makeApi, setUpSending } from "#test/support/api.ts";
import { START } from "#test/support/world.ts";

/** Sixty days before the clock's start. */
export const FROM = START - 60 * DAY_MS;
export const iso = (at: number) => new Date(at).toISOString();
export type Happened = { contactId: string; name: string; at: number; data?: object };
type Row = { id: number; body: string };

/** Hello at once; a nudge to contacts without a purchase between a day and four days later. */
export const course = {
  name: "Course",
  enter: [{ event: "signed_up" }],
  start: "hello",
  steps: {
    hello: { kind: "send", template: "hello", next: "day" },
    day: { kind: "wait", for: "P1D", next: "buys" },
    buys: { kind: "waitFor", event: "bought", timeout: "P3D", next: null, otherwise: "nudge" },
    nudge: { kind: "send", template: "nudge", next: null },
  },
};

/** A real API whose `work` queue is worked off on demand. */
export async function makeScene() {
  const api = await makeApi();
  await setUpSending(api);
  for (const id of ["hello", "nudge"]) {
    await api.call("PUT", `/v1/templates/${id}`, { subject: id, html: `<p>${id}</p>` });
  }
  const take = (): Row[] => {
    const { sql } = api.database;
    const rows = sql.prepare("SELECT id, body FROM queue WHERE name = 'work' ORDER BY id").all();
    sql.prepare("DELETE FROM queue WHERE name = 'work'").run();
    return rows as unknown as Row[];
  };
  const work = async (rows: Row[], again = false) => {
    const messages = rows.map(({ id, body }) => ({
      id: String(id),
      body: JSON.parse(body),
      again,
    }));
    const failures = await react(api.world, messages, [backtestJob]);
    for (const error of failures.values()) throw error;
  };
  const workOff = async () => {
    for (let rows = take(); rows.length > 0; rows = take()) await work(rows);
  };
  return { ...api, take, work, workOff, ...verbs(api, workOff) };
}

const verbs = (api: Api, workOff: () => Promise<void>) => {
  const start = async (asked: object = {}, id = "course") => {
    const body = { from: iso(FROM), until: iso(START), ...asked };
    return api.call("POST", `/v1/sequences/${id}/backtest`, body);
  };
  const jobOf = async (id: string) => (await api.call("GET", `/v1/jobs/${id}`)).body;
  const linesOf = async (id: string) => {
    let text = "";
    for (let after: string | undefined = ""; after !== undefined; ) {
      const query: string = after && `?after=${after}`;
      const page = await api.call("GET", `/v1/jobs/${id}/csv${query}`);
      text += page.text;
      after = page.headers["x-next"];
    }
    return parse(text, { columns: true }) as Record<string, string>[];
  };
  return {
    start,
    jobOf,
    linesOf,
    /** The report and the lines of a backtest. */
    backtest: async (asked: object = {}) => {
      const { status, body } = await start(asked);
      if (status !== 202) throw new Error(JSON.stringify(body));
      await workOff();
      const job = await jobOf(body.id);
      return { job, report: job.result, lines: await linesOf(body.id) };
    },
    draft: async (definition: object, id = "course") => {
      const { status, text } = await api.call("PUT", `/v1/sequences/${id}`, definition);
      if (status >= 300) throw new Error(text);
    },
    person: async (id: string, more: object = {}) => {
      const email = `p${Buffer.from(id).toString("hex")}@example.com`;
      const path = `/v1/contacts/${encodeURIComponent(id)}`;
      const { status, text } = await api.call("PUT", path, { email, ...more });
      if (status >= 300) throw new Error(text);
    },
    /** What must be answered well. */
    must: async (method: string, path: string, body?: object) => {
      const { status, text } = await api.call(method, path, body);
      if (status >= 300) throw new Error(text);
    },
    happen: async (events: Happened[]) => {
      for (let i = 0; i < events.length; i += 500) {
        const some = events.slice(i, i + 500).map((one) => ({ ...one, at: iso(one.at) }));
        const { status, text } = await api.call("POST", "/v1/events", { events: some });
        if (status !== 202) throw new Error(text);
      }
      await workOff();
    },
  };
};
