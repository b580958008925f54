import { afterAll, beforeAll, describe } from "vitest";
import { DynamoTable } from "#shared/adapters/aws/table.ts";
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
  });
}
