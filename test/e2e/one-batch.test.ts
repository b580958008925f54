import { expect, test } from "vitest";
import { oneProgram } from "#test/support/one-program.ts";

const program = oneProgram();

const call = async (method: string, path: string, body?: object) => {
  const answer = await program.call(method, path, body);
  expect([path, answer.status < 300, answer.body.errors]).toEqual([path, true, undefined]);
  return answer.body;
};

/** The subjects of the mails to an address, the oldest first. */
const subjectsTo = async (to: string): Promise<string[]> => {
  const { items } = await call("GET", `/v1/mailbox?to=${encodeURIComponent(to)}`);
  return items.map(({ subject }: { subject: string }) => subject).toReversed();
};

async function publish(id: string, definition: object) {
  for (const name of ["praise", "nudge", "thanks"]) {
    await call("PUT", `/v1/templates/${name}`, { subject: name, html: "<p>x</p>" });
  }
  await call("PUT", `/v1/sequences/${id}`, { name: id, ...definition });
  await call("POST", `/v1/sequences/${id}/publish`);
}

const STEPS = {
  "wait-for": { kind: "waitFor", event: "project_created", timeout: "P1D", next: "praise" },
  praise: { kind: "send", template: "praise", next: null },
  nudge: { kind: "send", template: "nudge", next: null },
};
const PROJECT = {
  enter: [{ event: "joined" }],
  start: "wait-for",
  steps: { ...STEPS, "wait-for": { ...STEPS["wait-for"], otherwise: "nudge" } },
};

type Told = { kind: string; decision: string; template: string };

/** What `simulate` says goes, by template. */
async function foretold(id: string, names: string[]): Promise<string[]> {
  const events = names.map((event) => ({ at: "PT0S", event }));
  const contact = { email: "foretold@example.com" };
  const { timeline } = await call("POST", `/v1/sequences/${id}/simulate`, { contact, events });
  const isSent = ({ kind, decision }: Told) => kind === "mail" && decision === "sent";
  return timeline.filter(isSent).map(({ template }: Told) => template);
}

test("what is posted in one batch counts for the run that it starts, as the simulation says", async () => {
  await publish("project", PROJECT);
  const cases = [["joined", "project_created"], ["joined"], ["project_created", "joined"]];
  for (const [i, names] of cases.entries()) {
    const email = `batch${i}@example.com`;
    await call("POST", "/v1/events", { events: names.map((name) => ({ email, name })) });
    await call("POST", "/v1/dev/clock", { advance: "P2D" });
    expect(await subjectsTo(email)).toEqual(await foretold("project", names));
  }
  expect(await subjectsTo("batch0@example.com")).toEqual(["praise"]);
  expect(await subjectsTo("batch1@example.com")).toEqual(["nudge"]);
});

const THANKS = { kind: "send", template: "thanks", next: null };

test("the event that lets in is not the goal, though it has the goal's name", async () => {
  const goal = { event: "ordered", exit: true };
  await publish("goal", {
    enter: [{ event: "ordered" }],
    goal,
    start: "thanks",
    steps: { thanks: THANKS },
  });
  const email = "goal@example.com";
  await call("POST", "/v1/events", { events: [{ email, name: "ordered" }] });
  await call("POST", "/v1/dev/clock", { advance: "P1D" });
  expect(await subjectsTo(email)).toEqual(["thanks"]);
  expect(await foretold("goal", ["ordered"])).toEqual(["thanks"]);
});

test("each of three orders of one batch is thanked where a person may come again", async () => {
  await publish("again", {
    enter: [{ event: "bought" }],
    reentry: "after-exit",
    start: "thanks",
    steps: { thanks: THANKS },
  });
  const email = "again@example.com";
  const events = [1, 2, 3].map((n) => ({ email, name: "bought", data: { n } }));
  await call("POST", "/v1/events", { events });
  await call("POST", "/v1/dev/clock", { advance: "P1D" });
  const thanks = ["thanks", "thanks", "thanks"];
  expect(await subjectsTo(email)).toEqual(thanks);
  expect(await foretold("again", ["bought", "bought", "bought"])).toEqual(thanks);
});
