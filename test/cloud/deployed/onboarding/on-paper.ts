import { expect, test } from "vitest";
import { DAY_MS, iso } from "#shared/kernel/time.ts";
import { PEOPLE } from "../mails.ts";
import type { Stage } from "../stage.ts";
import { mailsOf, OLGA, OMAR, ZONE } from "./people.ts";

export function onPaper(stage: Stage): void {
  const call = (method: string, path: string, body?: unknown) =>
    stage.app.call(method, `/v1/sequences/onboarding${path}`, body);

  test("lint finds nothing in the draft", async () => {
    expect((await call("GET", "/lint")).body).toEqual({ findings: [] });
  });

  test("a simulation tells each mail with its local time, and does nothing", async () => {
    const before = stage.door.asked;
    const { body } = await call("POST", "/simulate", {
      version: 1,
      contact: { timeZone: "America/New_York", attributes: { seats: 8 } },
      from: "2026-03-06T17:00:00Z",
      choose: { beginning: "story", tip: 2 },
      events: [
        { at: "PT0S", event: "signed_up" },
        { at: "P2D", event: "project_created", data: { name: "Garden" } },
      ],
    });
    type Item = { kind: string; local: string; template?: string };
    const mails = body.timeline.filter(({ kind }: Item) => kind === "mail");
    // Summer time begins between the two.
    expect(mails.map(({ local, template }: Item) => `${local} ${template}`)).toEqual([
      "2026-03-06T12:00:00-05:00 onboarding-story",
      "2026-03-08T13:00:00-04:00 onboarding-guide",
    ]);
    expect(body.endedBy).toBe("completed");
    expect(stage.door.asked).toBe(before);
  });

  test("a contact's decisions are explained by the version that they followed", async () => {
    const path = `/v1/contacts/${OMAR}/explain?sequence=onboarding`;
    const [run] = (await stage.app.call("GET", path)).body.past;
    expect(run).toMatchObject({ version: 2, status: "exited", entry: { event: "signed_up" } });
    expect(run.decisions.at(-1)).toMatchObject({
      step: "stuck",
      decision: "exited",
      rule: { kind: "exit", reason: "no project" },
    });
  });

  test("a backtest is worked through by the queue, and its lines come as CSV", async () => {
    const asked = {
      version: 1,
      from: iso(stage.app.now() - 30 * DAY_MS),
      until: iso(stage.app.now()),
    };
    const { status, body } = await call("POST", "/backtest", asked);
    expect(status).toBe(202);
    const { result } = await stage.jobDone(body.id);
    expect(result).toMatchObject({ sequence: "onboarding", version: 1 });
    expect(result.entered).toBeGreaterThanOrEqual(PEOPLE.length + 2);
    // The slower the machine, the more pieces there are.
    let csv = "";
    for (let after: string | undefined = ""; after !== undefined; ) {
      const query: string = after && `?after=${after}`;
      const piece = await stage.app.call("GET", `/v1/jobs/${body.id}/csv${query}`);
      csv += piece.body;
      after = piece.next;
    }
    const [head, ...lines] = csv.trim().split("\r\n");
    expect(head).toBe("contact,at,local,zone,step,template,run,decision,reason");
    const cells: string[][] = lines.map((line: string) => line.split(","));
    // She alone made a project, and chance is the same for her as it was.
    const real = (await mailsOf(stage, OLGA)).slice(0, 2);
    const [hers, ...others] = cells.filter(([, , , , , template]) => template === real[1]);
    expect(others).toEqual([]);
    expect((await stage.app.call("GET", `/v1/contacts/${hers![0]}`)).body.id).toBe(OLGA);
    const mails = cells.filter(([id, , , , , template]) => id === hers![0] && template);
    expect(mails.map(([, , , zone, , template]) => [zone, template])).toEqual(
      real.map((template) => [ZONE, template]),
    );
  });
}
