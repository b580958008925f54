import { Agent, get } from "node:http";
import { Program } from "#test/support/program.ts";
import { removeFolder, tempFolder } from "#test/support/temp-folder.ts";
import type { Measurement } from "./row.ts";

const WARMING = 500;
const REQUESTS = 5_000;
const KEY = "bench-admin-key-0000";

/**
 * How long one client waits at most for `GET /v1/contacts/{id}`, in ninety-nine of a hundred
 * requests: an idle, warm process, one request after the other over a connection that is kept. The
 * client is a bare one, since `fetch` has pauses of its own that are longer than what is measured.
 */
export const apiLatencyRow: Measurement = {
  units: { api_p99_ms: "ms" },
  measure: async () => {
    const folder = tempFolder();
    const program = await Program.start(folder, { DRIPSTACK_ADMIN_KEY: KEY });
    await program.call("PUT", "/v1/contacts/ada", { email: "ada@example.com" });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const url = `${program.ready.url}/v1/contacts/ada`;
    for (let i = 0; i < WARMING; i++) await time(url, agent);
    const taken: number[] = [];
    for (let i = 0; i < REQUESTS; i++) taken.push(await time(url, agent));
    agent.destroy();
    await program.end("SIGKILL");
    removeFolder(folder);
    return { api_p99_ms: taken.toSorted((a, b) => a - b)[Math.floor(REQUESTS * 0.99)]! };
  },
};

function time(url: string, agent: Agent): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const start = process.hrtime.bigint();
  get(url, { agent, headers: { authorization: `Bearer ${KEY}` } }, (response) => {
    if (response.statusCode !== 200) reject(new Error(`answered with ${response.statusCode}`));
    response.resume();
    response.once("end", () => resolve(Number(process.hrtime.bigint() - start) / 1e6));
  }).once("error", reject);
  return promise;
}
