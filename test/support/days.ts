import { createHandler as deliver } from "#functions/deliver/handler.ts";
import { createHandler as feedback } from "#functions/feedback/handler.ts";
import { createHandler as react } from "#functions/react/handler.ts";
import { createHandler as tick } from "#functions/tick/handler.ts";
import { lambdaContext } from "#infra/standalone/lambda-context.ts";
import { queueEvent } from "#infra/standalone/queue-event.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import type { OutgoingMail } from "#shared/ports/mailer.ts";
import type { QueueName } from "#shared/ports/queue.ts";
import { startWheels } from "#shared/scheduler/index.ts";
import { makeWorld, recordingMailer } from "./world.ts";

type Handler = (event: object, context: object) => Promise<unknown>;

/**
 * The whole of it on real SQLite: the real functions, a clock that passes only here, and when each
 * mail was sent.
 */
export async function makeDays() {
  const sent: (OutgoingMail & { at: number })[] = [];
  const inner = recordingMailer([]);
  const made = makeWorld({
    mailer: {
      ...inner,
      send: async (mail) => {
        sent.push({ ...mail, at: made.clock.now() });
        return inner.send(mail);
      },
    },
  });
  const { world, clock, queue } = made;
  await startWheels(world);
  const handlers = { work: react, deliver, "deliver-now": deliver, feedback };
  const functions = Object.entries(handlers).map(
    ([name, create]) => [name as QueueName, create(world as never) as unknown as Handler] as const,
  );
  const sweep = tick(world) as unknown as Handler;

  /** Works off what is visible on the queues now, and what that brings. */
  const work = async () => {
    for (let isBusy = true; isBusy; ) {
      isBusy = false;
      for (const [name, handle] of functions) {
        const batch = queue.receive(name, 10);
        if (batch.length === 0) continue;
        isBusy = true;
        await handle(queueEvent(name, batch), lambdaContext());
        queue.ack(batch.map(({ id }) => id));
      }
    }
  };

  /** Lets time pass, a minute at a time. */
  const pass = async (ms: number) => {
    const end = clock.now() + ms;
    for (;;) {
      await sweep({}, lambdaContext());
      await work();
      if (clock.now() >= end) return;
      clock.at = Math.min(end, clock.now() + MINUTE_MS);
    }
  };
  return { ...made, sent, pass };
}
