import { vi } from "vitest";
import { createHandler } from "#functions/react/handler.ts";
import { lambdaContext } from "#infra/standalone/lambda-context.ts";
import { queueEvent } from "#infra/standalone/queue-event.ts";
import type { SqliteQueue } from "#shared/adapters/sqlite/queue.ts";
import { addKey } from "#shared/platform/access/index.ts";
import { setUpSending } from "#test/support/api.ts";
import { served } from "./http.ts";
import { makeDesk } from "./io.ts";

type Run = (...args: string[]) => Promise<{ code: number; out: string; err: string }>;
type Desk = Pick<ReturnType<typeof makeDesk>, "world" | "clock"> & {
  // biome-ignore lint/suspicious/noExplicitAny: a test says itself what it expects of an answer.
  call: (method: string, path: string, body?: object) => Promise<any>;
  /** Does the work that waits. */
  work: () => Promise<void>;
};

/** A command line before an API that may send, with a template and two contacts. */
export async function withApi(use: (run: Run, desk: Desk) => Promise<void>): Promise<void> {
  const io = makeDesk();
  await addKey(io.world, "drip_mine", { name: "mine", scopes: ["admin"], createdAt: 0 });
  vi.stubEnv("DRIPSTACK_KEY", "drip_mine");
  await served(io, async (url) => {
    vi.stubEnv("DRIPSTACK_URL", url);
    const call: Desk["call"] = async (method, path, body = {}) => {
      const headers = { authorization: "Bearer drip_mine", "content-type": "application/json" };
      const answer = await fetch(url + path, { method, headers, body: JSON.stringify(body) });
      if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
      return answer.status === 204 ? undefined : answer.json();
    };
    // biome-ignore lint/suspicious/noExplicitAny: only its calls are used
    await setUpSending({ call } as any);
    await call("PUT", "/v1/contacts/ada", { email: "ada@example.com" });
    await call("PUT", "/v1/contacts/bob", { email: "bob@example.com", subscribed: false });
    await use(io.dripstack, { ...io, call, work: worker(io.world) });
  });
}

function worker(world: Desk["world"]) {
  const react = createHandler(world);
  const queue = world.queue as SqliteQueue;
  return async () => {
    for (let batch = queue.receive("work", 25); batch.length > 0; ) {
      await react(queueEvent("work", batch), lambdaContext());
      await queue.ack(batch.map(({ id }) => id));
      batch = queue.receive("work", 25);
    }
  };
}
