import { expect, test } from "vitest";
import { HOUR_MS } from "#shared/kernel/time.ts";
import { deliver } from "#shared/messaging/delivery/index.ts";
import type { OutgoingMail } from "#shared/ports/mailer.ts";
import { makeApi, setUpSending } from "#test/support/api.ts";
import { recordingMailer } from "#test/support/world.ts";

test("a template is refused for what no mail could fill, held for what one can't, and mended by its next version", async () => {
  const sent: OutgoingMail[] = [];
  const api = await makeApi({ mailer: recordingMailer(sent) });
  await setUpSending(api);
  const save = (line: string) =>
    api.call("PUT", "/v1/templates/receipt", {
      subject: "Your order",
      html: `<p>${line}</p>`,
      text: line,
    });
  const items =
    "{% for item in data.items %}{{ forloop.index }}. {{ item.price | times: item.count }} {% endfor %}";

  const refused = await save(`${items}{{ data.name | append }}`);
  expect([refused.status, refused.body.errors]).toEqual([
    422,
    ["/html", "/text"].map((path) => ({
      path,
      message: expect.stringContaining("append takes 1 value"),
    })),
  ]);

  expect((await save(`${items}{{ data.total | divided_by: data.people }}`)).status).toBe(200);
  const data = { items: [{ price: 19.9, count: 3 }], total: 59.7, people: 0 };
  const { body } = await api.call("POST", "/v1/messages", {
    to: "ada@example.com",
    templateId: "receipt",
    data,
  });
  await deliver(api.world, [body.id], "deliver-now");
  const held = { state: "held", reason: "template broken: divided by 0" };
  const shown = async () => (await api.call("GET", `/v1/messages/${body.id}`)).body;
  expect(await shown()).toMatchObject(held);
  const { contactId } = await shown();
  const timeline = await api.call("GET", `/v1/contacts/${contactId}/timeline`);
  expect(timeline.body.items).toContainEqual(expect.objectContaining({ kind: "message", ...held }));
  expect(sent).toEqual([]);

  await save(items);
  api.clock.advance(HOUR_MS);
  await deliver(api.world, [body.id], "deliver-now");
  expect(await shown()).toMatchObject({ state: "sent", templateVersion: 3 });
  expect(Buffer.from(sent[0]!.raw).toString()).toContain("1. 59.7");
});
