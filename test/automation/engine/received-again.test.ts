import { expect, test } from "vitest";
import { saveSegment } from "#shared/audience/segments/index.ts";
import { react } from "#shared/automation/dispatch/index.ts";
import { Unavailable } from "#shared/kernel/errors.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import { incomingEvent, reevaluation } from "#shared/queue/index.ts";
import { makeScene } from "./scene.ts";

type Scene = Awaited<ReturnType<typeof makeScene>>;

/** A batch with a past event of a person, a live one, or both. */
const batchOf = ({ clock }: Scene, contact: string, kinds: string[], again = false) =>
  kinds.map((kind) => {
    const isPast = kind === "past";
    const at = clock.now() - (isPast ? 5 * DAY_MS : 0);
    const event = { contact, id: kind, name: "ordered", at, data: {} };
    return {
      id: kind,
      body: incomingEvent({ ...event, ...(isPast && { backfill: true }) }),
      again,
    };
  });

/** What a crash leaves of work that was decided: rows, and nothing that is due or queued. */
const loseAllThatIsDue = ({ database }: Scene) =>
  database.sql.exec("DELETE FROM due WHERE pk <> 'cursor'; DELETE FROM queue");

const saveBuyers = ({ world, clock }: Scene) => {
  const condition = { event: "ordered", count: { gte: 2 } };
  return saveSegment(world, "buyers", { name: "Buyers", condition }, clock.now());
};

const note = { note: { kind: "update", set: { seen: true }, next: null } } as const;

test.each([
  ["an event", (scene: Scene, ann: string) => batchOf(scene, ann, ["live"])],
  ["a change", (_: Scene, ann: string) => [{ id: "t", body: reevaluation(ann), again: false }]],
])(
  "past events whose reading fails are no news beside %s, then or when they come again",
  async (_, beside) => {
    const scene = await makeScene();
    await saveBuyers(scene);
    await scene.publish("hello", { enter: [{ segment: "buyers" }], start: "note", steps: note });
    const [ann, bo] = [await scene.person(), await scene.person("bo@example.com")];
    await scene.happen(ann, "ordered");
    let faults = 1;
    const table = Object.create(scene.table) as typeof scene.table;
    table.query = async (name, pk, ...rest) => {
      if (pk.endsWith(ann) && faults-- > 0) throw new Unavailable("busy");
      return scene.table.query(name, pk, ...rest);
    };
    const own = [...batchOf(scene, ann, ["past"]), ...beside(scene, ann)];
    const others = batchOf(scene, bo, ["live"]).map((one) => ({ ...one, id: "other" }));
    const failures = await react({ ...scene.world, table }, [...own, ...others]);
    expect([...failures.keys()]).toEqual(own.map(({ id }) => id));
    await scene.work();
    const again = own.map((one) => ({ ...one, again: true }));
    expect(await react(scene.world, again)).toEqual(new Map());
    await scene.work();
    expect((await scene.profile(ann)).segments).toMatchObject({ buyers: { in: true } });
    expect(await scene.trail(ann, "hello")).toBeUndefined();
  },
);

test.each([[["live"]], [["past"]], [["past", "live"]], [["live", "past"]]])(
  "what a person is due for is written again when a batch of %j comes again",
  async (kinds) => {
    const scene = await makeScene();
    const condition = { event: "seen", within: "P1D" };
    await saveSegment(scene.world, "fresh", { name: "Fresh", condition }, scene.clock.now());
    const enter = [{ segment: "fresh", when: "left" }];
    await scene.publish("miss", { enter, start: "note", steps: note });
    const ann = await scene.person();
    await scene.happen(ann, "seen");
    loseAllThatIsDue(scene);
    expect(await react(scene.world, batchOf(scene, ann, kinds, true))).toEqual(new Map());
    await scene.pass(DAY_MS + 60_000, 3_600_000);
    expect(await scene.trail(ann, "miss")).toEqual(["note entered", "note updated", "completed"]);
  },
);

test.each([[["live"]], [["past", "live"]], [["live", "past"]]])(
  "what a run is due for, and its mail without a row, is handed over when a batch of %j comes again",
  async (kinds) => {
    const scene = await makeScene();
    await scene.publish("later", {
      enter: [{ event: "start" }],
      start: "day",
      steps: { day: { kind: "wait", for: "P1D", next: null } },
    });
    await scene.publish("mail", {
      enter: [{ event: "start" }],
      start: "hello",
      steps: { hello: { kind: "send", template: "hello", next: null } },
    });
    const ann = await scene.person();
    await react(scene.world, [
      {
        id: "1",
        body: { event: { contact: ann, id: "s", name: "start", at: scene.clock.now(), data: {} } },
        again: false,
      },
    ]);
    loseAllThatIsDue(scene);
    expect(await react(scene.world, batchOf(scene, ann, kinds, true))).toEqual(new Map());
    await scene.work();
    expect(scene.mails()).toEqual(["ann@example.com"]);
    await scene.pass(DAY_MS + 60_000, 3_600_000);
    expect((await scene.read(ann)).enrollments.map(({ data }) => data.status)).toEqual([
      "completed",
      "completed",
    ]);
  },
);
