import type { World } from "#functions/runtime/world.ts";
import { createHandler as createWebhookSender } from "#functions/webhook-sender/handler.ts";
import { LocalBus } from "#shared/adapters/local/bus.ts";
import { FileTraces } from "#shared/adapters/local/external-traces.ts";
import { Mailbox } from "#shared/adapters/local/mailbox.ts";
import { OffsetClock } from "#shared/adapters/local/offset-clock.ts";
import { noQuota } from "#shared/adapters/local/quota.ts";
import { FolderSecrets } from "#shared/adapters/local/secrets.ts";
import { LocalWebhookDispatcher } from "#shared/adapters/local/webhook-dispatcher.ts";
import { systemClock } from "#shared/adapters/node/clock.ts";
import { systemRandom } from "#shared/adapters/node/random.ts";
import { ProcessRenderer } from "#shared/adapters/render-process/renderer.ts";
import { SmtpMailer } from "#shared/adapters/smtp/mailer.ts";
import type { Database } from "#shared/adapters/sqlite/database.ts";
import { Meta } from "#shared/adapters/sqlite/meta.ts";
import { SqliteQueue } from "#shared/adapters/sqlite/queue.ts";
import { SqliteScan } from "#shared/adapters/sqlite/scan.ts";
import { SqliteTable } from "#shared/adapters/sqlite/table.ts";
import { NodeHttpClient } from "#shared/adapters/web/http-client.ts";
import type { Runtime } from "#shared/ports/runtime.ts";
import { type WebhookRequest, webhookCalls } from "#shared/queue/index.ts";
import type { Config } from "./config.ts";
import { lambdaContext } from "./lambda-context.ts";
import { watchMailer } from "./watch-mailer.ts";

/** The standalone process: the adapter of each port. */
export async function standaloneWorld(database: Database, config: Config) {
  const meta = new Meta(database);
  const clock = new OffsetClock(meta);
  const table = new SqliteTable(database, clock);
  const queue = new SqliteQueue(database, clock);
  const mailbox = new Mailbox(database, queue, clock);
  const smtp = config.relay && new SmtpMailer(config.relay.url, config.relay);
  const renderer = new ProcessRenderer();
  // With port 0 the address is only known once the server listens.
  const runtime: Runtime = {
    publicUrl: config.publicUrl ?? "",
    dev: config.dev,
    place: "standalone",
    hasMailbox: smtp === undefined,
  };
  const secrets = await FolderSecrets.open(meta, clock);
  const webhooks = new LocalWebhookDispatcher((request: WebhookRequest) =>
    sendWebhook(webhookCalls([request]), lambdaContext()),
  );
  const world: World = {
    table,
    queue,
    deadLetters: queue,
    backlog: queue,
    mailer: smtp ? watchMailer(smtp, (line) => process.stderr.write(`${line}\n`)) : mailbox,
    quota: noQuota,
    renderer,
    bus: new LocalBus(),
    webhooks,
    http: new NodeHttpClient({ isGuarded: true, ownHosts: config.webhookHosts }),
    clock,
    secrets,
    random: systemRandom,
    runtime,
    traces: new FileTraces(database, queue, mailbox),
    scan: new SqliteScan(database),
  };
  // Receivers check signatures by real time, so this ignores a moved clock.
  const sendWebhook = createWebhookSender({ ...world, clock: systemClock });
  const close = async () => {
    await smtp?.close();
    await renderer.close();
  };
  return { world, clock, table, queue, mailbox, secrets, webhooks, runtime, close };
}
