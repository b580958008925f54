import { expect, test } from "vitest";
import { eventually } from "../../machine/eventually.ts";
import { publish } from "../examples.ts";
import type { Stage } from "../stage.ts";
import { OLGA, OMAR, ZONE } from "./people.ts";

const SEGMENTS = {
  "on-board": { attribute: "stage", is: "onboarding" },
  seasoned: {
    all: [{ segment: "on-board" }, { event: "signed_up", first: { ago: { gte: "P2D" } } }],
  },
};
/** Each time-based trigger, with the contacts it enrolls. */
const WAYS = {
  "by-segment": [{ segment: "seasoned" }, [OLGA, OMAR]],
  "by-date": [{ date: "renews_at", offset: "-P30D", time: "09:00" }, [OMAR]],
  "by-schedule": [{ schedule: "0 9 * * *", zone: ZONE, segment: "on-board" }, [OLGA, OMAR]],
} as const;

async function members({ app }: Stage): Promise<string[]> {
  const { body } = await app.call("GET", "/v1/segments/seasoned/members");
  return body.items.map(({ contactId }: { contactId: string }) => contactId).toSorted();
}

export function letInByTime(stage: Stage): void {
  test("sequences are published that people enter by time", async () => {
    for (const [id, condition] of Object.entries(SEGMENTS)) {
      const put = await stage.app.call("PUT", `/v1/segments/${id}`, { name: id, condition });
      expect(put.status).toBe(200);
    }
    for (const [id, [way]] of Object.entries(WAYS)) {
      const note = { kind: "update", set: { [id]: true }, next: null };
      await publish(stage.app, id, { name: id, enter: [way], start: "note", steps: { note } });
    }
  });
}

export function notYet(stage: Stage): void {
  test("after one of two days the segment is empty", async () => {
    expect(await members(stage)).toEqual([]);
  });
}

export function opened(stage: Stage): void {
  test.each(Object.entries(WAYS))("days later people have entered %s", async (id, [, people]) => {
    for (const name of [OLGA, OMAR]) {
      const isOne = (people as readonly string[]).includes(name);
      const attribute = async () =>
        (await stage.app.call("GET", `/v1/contacts/${name}`)).body.attributes[id];
      if (isOne) await eventually(120, `${name} noted`, attribute);
      else expect(await attribute()).toBeUndefined();
    }
  });

  test("the segment holds the contacts that entered it", async () => {
    expect(await members(stage)).toEqual([OLGA, OMAR]);
  });
}
