import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { routes } from "#functions/api/routes.ts";
import { systemNow } from "#shared/adapters/node/clock.ts";
import { openFolder } from "#shared/adapters/sqlite/data-folder.ts";
import { Unavailable } from "#shared/kernel/errors.ts";
import { SECOND_MS } from "#shared/kernel/time.ts";
import { findInstallationKey } from "#shared/platform/access/index.ts";
import { makeSignInCode } from "#shared/platform/sessions/index.ts";
import { TABLES } from "#shared/ports/table.ts";
import { admitBodies } from "./admission.ts";
import { ChangesStreams, callerIn } from "./changes-stream.ts";
import type { Config } from "./config.ts";
import { consoleOr } from "./console-files.ts";
import { everyMinute } from "./every-minute.ts";
import { ensureAdminKey } from "./first-key.ts";
import { isStarting } from "./http-refusals.ts";
import { serve, starting } from "./http-server.ts";
import { readyLine } from "./ready-line.ts";
import { keylessPaths, RequestThrottle } from "./request-throttle.ts";
import { loadSample } from "./sample.ts";
import { standaloneApi } from "./standalone-api.ts";
import { closeServer, wireFunctions } from "./wire-functions.ts";
import { standaloneWorld } from "./world.ts";

/** Rows that each minute's expiry sweep reads. */
const SWEEP_ROWS = 2_000;
/** How long a stop waits for work in progress. */
const DRAIN_MS = 10 * SECOND_MS;

/** Starts the program in this process; prints the ready line once everything answers. */
export async function start(config: Config): Promise<void> {
  const folder = openFolder(config.dataFolder);
  const parts = await standaloneWorld(folder.database, config);
  const { world, clock, queue, table, webhooks, runtime } = parts;
  folder.database.onBroken = ({ message }) => {
    process.stderr.write(`The disk failed (${message}). What was answered is kept; start again.\n`);
    process.exit(1);
  };
  const { workers, pick, fallback, tick, limits } = wireFunctions(world, queue);
  const wake = () => {
    for (const worker of workers) worker.wake(clock.now);
  };
  const isBusy = () => webhooks.isBusy || workers.some((worker) => worker.isBusy);
  const drained = async () => {
    for (;;) {
      wake();
      const next = queue.nextVisibleAt();
      if (!isBusy() && (next === undefined || next > clock.now())) return;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  };

  const streams = new ChangesStreams(pick("/v1/changes")!, callerIn(world));
  const api = standaloneApi({ ...parts, streams, tick, drained, isDev: config.dev });
  const flushed = () => folder.database.flushed();
  // Listens first, so that a port in use fails the start before a key is created. Until everything
  // is ready, requests get 503.
  let isReady = false;
  const keyless = keylessPaths([...api.routes, ...routes]);
  const throttle = new RequestThrottle(limits, () => clock.monotonicMs(), keyless);
  const admit = admitBodies(world, api.routes);
  const pages = consoleOr(fallback);
  const route = (path: string) => api.pick(path) ?? pick(path) ?? pages;
  const server = serve((path) => (isReady ? route(path) : starting), flushed, {
    admit: async (head) => (isReady ? admit(head) : isStarting()),
    throttle: () => (isReady ? throttle : undefined),
    isBehindProxy: config.trustProxy,
  });
  await listen(server, config);
  const { port } = server.address() as AddressInfo;
  const url = `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${port}`;
  runtime.publicUrl = config.publicUrl ?? url;

  const adminKey = await ensureAdminKey(world, config.adminKey);
  // The first sweep sets the wheel's cursors, before anything can be due.
  await tick();
  if (config.sample) await loadSample(world);
  queue.onSend = () => setImmediate(wake);
  wake();
  let positions = TABLES.map(() => ({ pk: "", sk: "" }));
  const endMinutes = everyMinute(clock.now, async () => {
    await tick();
    wake();
    const sweeps = TABLES.map((name, i) => table.sweepExpired(name, positions[i]!, SWEEP_ROWS));
    positions = (await Promise.all(sweeps)).map((position) => position ?? { pk: "", sk: "" });
  });

  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    endMinutes();
    const limit = setTimeout(() => process.exit(0), DRAIN_MS);
    streams.close();
    await closeServer(server);
    for (const worker of workers) worker.stop();
    webhooks.stop();
    while (isBusy()) await new Promise((done) => setTimeout(done, 10));
    await parts.close();
    folder.close();
    clearTimeout(limit);
    process.stderr.write("Stopped. Everything is kept; the next start goes on.\n");
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  isReady = true;
  const keyHash = await findInstallationKey(world);
  const code = keyHash && (await makeSignInCode(world, keyHash)).code;
  const { out, err } = readyLine(
    {
      url,
      ...(adminKey && { adminKey }),
      ...(code && { console: `${url}/#signin=${code}` }),
      aheadMs: clock.now() - systemNow(),
    },
    config,
    { isOnTerminal: process.stdout.isTTY && process.stderr.isTTY },
  );
  process.stdout.write(out);
  process.stderr.write(err);
}

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", ({ code, message }: NodeJS.ErrnoException) => {
      const taken = `port ${port} is taken: try PORT=${port + 11}, or PORT=0 for any free one`;
      reject(new Unavailable(code === "EADDRINUSE" ? taken : `HOST or PORT: ${message}`));
    });
    server.listen(port, host, resolve);
  });
}
