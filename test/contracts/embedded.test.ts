import { join } from "node:path";
import { Database } from "#shared/adapters/sqlite/database.ts";
import { SqliteQueue } from "#shared/adapters/sqlite/queue.ts";
import { SqliteScan } from "#shared/adapters/sqlite/scan.ts";
import { SqliteTable } from "#shared/adapters/sqlite/table.ts";
import type { QueueName } from "#shared/ports/queue.ts";
import { tempFolder } from "#test/support/temp-folder.ts";
import { queueContract } from "./queue.contract.ts";
import { scanContract } from "./scan.contract.ts";
import { tableContract } from "./table.contract.ts";

const onDisk = () => new Database(join(tempFolder(), "data.sqlite"));

for (const [place, open] of [
  ["SQLite on disk", onDisk],
  ["SQLite in memory", () => new Database(":memory:")],
] as const) {
  tableContract(place, async (clock) => new SqliteTable(open(), clock));

  scanContract(place, async (clock) => {
    const database = open();
    const table = new SqliteTable(database, clock);
    return { table, scan: new SqliteScan(database) };
  });

  queueContract(place, async (clock) => {
    const queue = new SqliteQueue(open(), clock);
    const consume = async (name: QueueName, limit: number, fails = (_: string) => false) => {
      const received = queue.receive(name, limit);
      const bad = received.filter((message) => fails(message.body)).map((message) => message.id);
      await queue.fail(bad);
      await queue.ack(received.map((message) => message.id).filter((id) => !bad.includes(id)));
      return received.map((message) => message.body);
    };
    return Object.assign(queue, { consume });
  });
}
