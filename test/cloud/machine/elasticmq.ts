import { join } from "node:path";
import { start } from "./commands.ts";
import { freePort } from "./ministack.ts";
import { elasticMq } from "./tools.ts";

export type ElasticMq = { url: string; stop: () => Promise<void> };

/**
 * SQS alone, by other people than MiniStack's; it keeps everything in memory and asks for no
 * signature.
 */
export async function startElasticMq(): Promise<ElasticMq> {
  const archives = await elasticMq();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const settings = {
    "rest-sqs.bind-hostname": "127.0.0.1",
    "rest-sqs.bind-port": port,
    // What queues' addresses begin with.
    "node-address.host": "127.0.0.1",
    "node-address.port": port,
    "rest-stats.enabled": false,
  };
  const { stop } = await start(
    "java",
    [
      "-Xmx256m",
      ...Object.entries(settings).map(([name, value]) => `-D${name}=${value}`),
      "-cp",
      join(archives, "*"),
      "org.elasticmq.server.Main",
    ],
    { env: process.env, ready: async () => (await fetch(`${url}/health`)).ok },
  );
  return { url, stop };
}
