import { afterEach, expect, test, vi } from "vitest";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import { failWork } from "#test/support/fail-work.ts";
import { withApi } from "./with-api.ts";

afterEach(() => vi.unstubAllEnvs());

test("`home` says what happened and what needs attention, and then exits with 1", async () => {
  await withApi(async (run, { call, world, clock }) => {
    const fine = [
      "Today (UTC): 0 entered, 0 completed, 0 exited, 0 mails.",
      "Mails: 0 held; in seven days 0 bounced, 0 reported as spam.",
      "Nothing needs attention.\n",
    ].join("\n");
    expect(await run("home")).toEqual({ code: 0, out: fine, err: "" });
    await run("sending", "stop");
    await failWork(world, clock, 2);
    const steps = { a: { kind: "send", template: "gone", next: null } };
    const broken = { name: "Lost", enter: [{ event: "x" }], start: "a", steps };
    await call("PUT", "/v1/sequences/lost", broken);
    const { code, out } = await run("home");
    expect([code, out.split("\n").slice(2)]).toEqual([
      1,
      [
        "Sending is stopped since 2026-03-02T12:00:00.000Z: `npx dripstack sending resume`.",
        "Dead letters: 2; `npx dripstack dead-letters list` says why.",
        "The draft of lost has errors (1): GET /v1/sequences/lost/lint lists them.",
        "",
      ],
    ]);
    const json = await run("home", "--json");
    expect([json.code, JSON.parse(json.out).deadLetters]).toEqual([1, 2]);
  });
});

test("sending is stopped and resumed, and who did it is told", async () => {
  await withApi(async (run, { clock }) => {
    clock.advance(MINUTE_MS);
    expect((await run("sending", "show")).out).toBe("Mail may leave.\n");
    const stopped = "Sending is stopped since 2026-03-02T12:01:00.000Z.\n";
    expect((await run("sending", "stop")).out).toBe(stopped);
    expect((await run("sending", "show")).out).toBe(stopped);
    expect(JSON.parse((await run("sending", "resume", "--json")).out)).toEqual({ stoppedAt: null });
    const { out } = await run("activity", "--limit", "2");
    expect(out.split("\n")).toHaveLength(3);
    expect(out).toMatch(/Z {2}mine \(\w{16}, key\) {2}sending {2}stop\n/);
    expect(JSON.parse((await run("activity", "--json", "--limit", "1")).out)).toHaveLength(1);
  });
});

test("dead letters are listed with their reasons, put back and dropped", async () => {
  await withApi(async (run, { world, clock }) => {
    await failWork(world, clock, 4);
    const listed = (await run("dead-letters", "list")).out;
    expect(listed.split("\n")).toHaveLength(5);
    expect(listed).toMatch(
      /^\S+ {2}work {2}2026-03-02T12:00:00.000Z {2}failed 2026-03-02T12:04:00.000Z {2}InvalidInput: /,
    );
    const letters = JSON.parse((await run("dead-letters", "list", "--json")).out);
    const [first, second] = letters.map(({ id }: { id: string }) => id);
    expect((await run("dead-letters", "redrive", first)).out).toBe("1 put back.\n");
    expect(await run("dead-letters", "drop", second)).toEqual({
      ...{ code: 0, out: "" },
      err: `The dead letter ${second} is gone: its work is not done.\n`,
    });
    const gone = await run("dead-letters", "drop", second);
    expect([gone.code, gone.err]).toEqual([1, expect.stringContaining("no dead letter")]);
    const all = await run("dead-letters", "redrive", "--all", "--json");
    expect(JSON.parse(all.out)).toEqual({ redriven: 2, stuck: 0 });
    expect((await run("dead-letters", "list")).out).toBe("");
  });
});

test.each([
  [[], "say --all"],
  [["1", "--all"], "not both"],
])("dead letters are put back one by one or all: not %j", async (args, why) => {
  await withApi(async (run) => {
    const { code, err } = await run("dead-letters", "redrive", ...args);
    expect([code, err]).toEqual([2, expect.stringContaining(why)]);
  });
});

test("jobs are listed, shown and cancelled", async () => {
  await withApi(async (run, { call, work, clock }) => {
    const condition = { field: "email", contains: "@" };
    const first = await call("POST", "/v1/segments/count", { condition });
    const listed = await run("jobs", "list");
    expect(listed.out).toBe(`${first.startedAt}  running  ${first.kind}  contacts  ${first.id}\n`);
    expect((await run("jobs", "cancel", first.id)).out).toContain(": cancelled; ");
    clock.advance(MINUTE_MS);
    const { id } = await call("POST", "/v1/segments/count", { condition });
    await work();
    const shown = (await run("jobs", "show", id)).out;
    expect(shown).toContain("contacts: done; 2 contacts seen");
    expect(shown).toContain('"matches": 2');
    const done = JSON.parse((await run("jobs", "list", "--state", "done", "--json")).out);
    expect(done.map((job: { id: string }) => job.id)).toEqual([id]);
    expect((await run("jobs", "show", "none")).code).toBe(1);
  });
});

test("`vocabulary` lists the words in use, with their types", async () => {
  await withApi(async (run, { call, work }) => {
    await call("PUT", "/v1/contacts/ada", { email: "ada@example.com", attributes: { seats: 3 } });
    const event = { contactId: "ada", name: "ordered", data: { total: 5 } };
    await call("POST", "/v1/events", { events: [event] });
    await work();
    const { out } = await run("vocabulary");
    expect(out).toMatch(/^attribute {2}seats {2}number$/m);
    expect(out).toMatch(/^event {2}ordered$/m);
    expect(out).toMatch(/^field {2}ordered\.total {2}number$/m);
    const { attributes } = JSON.parse((await run("vocabulary", "--json")).out);
    expect(attributes).toContainEqual(expect.objectContaining({ name: "seats" }));
  });
});
