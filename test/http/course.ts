import { expect } from "vitest";
import { react } from "#shared/automation/dispatch/index.ts";
import { readContactSnapshot } from "#shared/automation/enrollments/index.ts";
import { deliver } from "#shared/messaging/delivery/index.ts";
import { type Api, makeApi, setUpSending } from "#test/support/api.ts";

export const send = (template: string, next: string | null) => ({ kind: "send", template, next });
export const wait = (span: string, next: string | null) => ({ kind: "wait", for: span, next });
const definition = <S extends object>(steps: S) => ({
  name: "Course",
  enter: [{ event: "signed_up" }],
  start: Object.keys(steps)[0]!,
  steps,
});
export const first = definition({
  hello: send("hello", "day"),
  day: wait("P1D", "tips"),
  tips: send("tips", "week"),
  week: wait("P7D", "offer"),
  offer: send("offer", null),
});
export const second = definition({
  hello: send("hello", "pause"),
  pause: wait("P2D", "offer"),
  offer: send("offer", null),
});

type Row = { id: number; name: string; body: string };

/** Works on everything that is queued, mails too, until nothing is left. */
async function workOff(api: Api, { mails = true } = {}): Promise<void> {
  const { sql } = api.database;
  for (let round = 0; round < 50; round++) {
    const rows = sql.prepare("SELECT * FROM queue ORDER BY id").all() as unknown as Row[];
    const taken = rows.filter(({ name }) => name === "work" || mails);
    if (taken.length === 0) return;
    for (const { id } of taken) sql.prepare("DELETE FROM queue WHERE id = ?").run(id);
    const work = taken.filter(({ name }) => name === "work");
    const failed = await react(
      api.world,
      work.map(({ id, body }) => ({ id: String(id), body: JSON.parse(body), again: false })),
    );
    expect([...failed.values()]).toEqual([]);
    for (const lane of ["deliver", "deliver-now"] as const) {
      const ids = taken
        .filter(({ name }) => name === lane)
        .flatMap(({ body }) => JSON.parse(body).mails);
      if (ids.length > 0) await deliver(api.world, ids, lane);
    }
  }
  throw new Error("the queue never ends");
}

/** An API whose sequence "course" is published in its first version, and what is done with it. */
export async function makeCourse() {
  const api = await makeApi();
  await setUpSending(api);
  for (const id of ["hello", "tips", "offer"]) {
    await api.call("PUT", `/v1/templates/${id}`, { subject: id, html: `<p>${id}</p>` });
  }
  const course = { ...api, ...verbs(api) };
  await course.put(first);
  await course.post("publish");
  return course;
}

const verbs = (api: Api) => {
  const put = (steps: object) => api.call("PUT", "/v1/sequences/course", steps);
  const post = (action: string, body?: unknown) =>
    api.call("POST", `/v1/sequences/course/${action}`, body);
  const signUp = async (...people: string[]) => {
    const events = people.map((id) => ({
      contactId: id,
      email: `${id}@example.com`,
      name: "signed_up",
    }));
    await api.call("POST", "/v1/events", { events });
  };

  const timelineOf = async (id: string) => {
    const { body } = await api.call("GET", `/v1/contacts/${id}/timeline`);
    return body.items as {
      kind: string;
      decision?: string;
      version?: number;
      reason?: string;
      state?: string;
      template?: string;
    }[];
  };
  const people = () =>
    (
      api.database.sql.prepare("SELECT pk FROM people WHERE sk = 'a'").all() as { pk: string }[]
    ).map(({ pk }) => pk.split("#")[1]!);
  const runs = async () =>
    Promise.all(
      people().map(async (id) => {
        const { enrollments } = await readContactSnapshot(api.world, id, api.clock.now());
        const { version, step, status } = enrollments[0]!.data;
        return `${version} ${step} ${status}`;
      }),
    );
  return {
    ...{ put, post, signUp, timelineOf, people, runs },
    sentSoFar: () => api.sent.length,
    workOff: (which?: { mails: boolean }) => workOff(api, which),
  };
};
