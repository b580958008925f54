import { afterAll, beforeAll, describe } from "vitest";
import { DynamoScan } from "#shared/adapters/aws/dynamodb/scan.ts";
import { DynamoTable } from "#shared/adapters/aws/dynamodb/table.ts";
import { scanContract } from "../contracts/scan.contract.ts";
import { tableContract } from "../contracts/table.contract.ts";
import { clientOf, createTables, DYNAMO_PLACES } from "./machine/dynamo-places.ts";

for (const [place, missing, start] of DYNAMO_PLACES) {
  describe.skipIf(missing)(place, () => {
    let emulator: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      emulator = await start();
    });
    afterAll(() => emulator?.stop());

    tableContract(place, async (clock) => {
      const client = clientOf(emulator);
      return new DynamoTable(client, await createTables(client), clock);
    });

    scanContract(place, async (clock) => {
      const client = clientOf(emulator);
      const names = await createTables(client);
      return {
        table: new DynamoTable(client, names, clock),
        scan: new DynamoScan(client, names.due!),
      };
    });
  });
}
