import { createHandler as createCall } from "#functions/call/handler.ts";
import { LocalBus } from "#shared/adapters/embedded/bus.ts";
import { LocalCaller } from "#shared/adapters/embedded/caller.ts";
import { machineClock, OffsetClock } from "#shared/adapters/embedded/clock.ts";
import type { Database } from "#shared/adapters/embedded/database.ts";
import { machineEntropy } from "#shared/adapters/embedded/entropy.ts";
import { Mailbox } from "#shared/adapters/embedded/mailbox.ts";
import { Meta } from "#shared/adapters/embedded/meta.ts";
import { SqliteQueue } from "#shared/adapters/embedded/queue.ts";
import { noQuota } from "#shared/adapters/embedded/quota.ts";
import { FileRemains } from "#shared/adapters/embedded/remains.ts";
import { ProcessRenderer } from "#shared/adapters/embedded/renderer.ts";
import { SqliteScan } from "#shared/adapters/embedded/scan.ts";
import { FolderSecrets } from "#shared/adapters/embedded/secrets.ts";
import { SmtpMailer } from "#shared/adapters/embedded/smtp.ts";
import { SqliteTable } from "#shared/adapters/embedded/table.ts";
import { NodeWeb } from "#shared/adapters/web/node-web.ts";
import type { World } from "#shared/ports/world.ts";
import type { Config } from "./config.ts";
import { lambdaContext } from "./lambda-context.ts";
import { watchMailer } from "./watch-mailer.ts";

/** The embedded place: which adapter stands behind each port. */
export async function embeddedWorld(database: Database, config: Config) {
  const meta = new Meta(database);
  const clock = new OffsetClock(meta);
  const table = new SqliteTable(database, clock);
  const queue = new SqliteQueue(database, clock);
  const mailbox = new Mailbox(database, queue, clock);
  const smtp = config.relay && new SmtpMailer(config.relay.url, config.relay);
  const renderer = new ProcessRenderer();
  // The address is known only once the server listens, with port 0 at the latest.
  const place = { publicUrl: config.publicUrl ?? "", dev: config.dev };
  const secrets = await FolderSecrets.open(meta, clock);
  const caller = new LocalCaller((request) => makeCall({ requests: [request] }, lambdaContext()));
  const world: World = {
    table,
    queue,
    deadLetters: queue,
    backlog: queue,
    mailer: smtp ? watchMailer(smtp, (line) => process.stderr.write(`${line}\n`)) : mailbox,
    quota: noQuota,
    renderer,
    bus: new LocalBus(),
    caller,
    web: new NodeWeb({ isGuarded: true, ownHosts: config.webhookHosts }),
    clock,
    secrets,
    entropy: machineEntropy,
    place,
    remains: new FileRemains(database, queue, mailbox),
    scan: new SqliteScan(database),
  };
  // Receivers hold signatures to their own clock: ours, moved, would spoil them.
  const makeCall = createCall({ ...world, clock: machineClock });
  const close = async () => {
    await smtp?.close();
    await renderer.close();
  };
  return { world, clock, table, queue, mailbox, secrets, caller, place, close };
}
