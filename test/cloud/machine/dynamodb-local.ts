import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { tempFolder } from "#test/support/temp-folder.ts";
import { start } from "./commands.ts";
import { freePort } from "./ministack.ts";
import { dynamoDbLocal } from "./tools.ts";

const LAUNCHER = fileURLToPath(new URL("DynamoDbLocal.java", import.meta.url));
/**
 * It lives for a minute: its start and its first thousand calls count, not what it would come to in
 * an hour.
 */
const SHORT_LIVED = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"];

/**
 * AWS's own DynamoDB for tests, in memory, for this machine alone. Any credentials and region will
 * do.
 */
export async function startDynamoDbLocal(): Promise<{ url: string; stop: () => Promise<void> }> {
  const jars = await dynamoDbLocal();
  const folder = tempFolder("dynamodb");
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const libraries = join(jars, "DynamoDBLocal_lib");
  const classes = [join(jars, "DynamoDBLocal.jar"), join(libraries, "*")].join(delimiter);
  const options = [
    ...SHORT_LIVED,
    `-Djava.library.path=${libraries}`,
    `-Djava.io.tmpdir=${folder}`,
  ];
  const settings = ["-inMemory", "-sharedDb", "-port", String(port)];
  const { stop } = await start("java", [...options, "-cp", classes, LAUNCHER, ...settings], {
    env: { HOME: folder, PATH: process.env.PATH, DDB_LOCAL_TELEMETRY: "0" },
    // It refuses requests without a signature: that it answers is enough.
    ready: async () => (await fetch(url)).status === 400,
    folder,
  });
  return { url, stop };
}
