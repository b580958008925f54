import { type DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import type { Scan } from "#shared/ports/scan.ts";
import type { Page } from "#shared/ports/table.ts";
import { meaningOf } from "../call-errors.ts";
import { toItem, toKey } from "./rows.ts";

/** The `Scan` port on DynamoDB: pages of 1 MB, eventually consistent at half the price. */
export class DynamoScan implements Scan {
  readonly #client: DynamoDBClient;
  readonly #tableName: string;

  /** `tableName`: the deployed name of `due`. */
  constructor(client: DynamoDBClient, tableName: string) {
    this.#client = client;
    this.#tableName = tableName;
  }

  due = async <D>(after?: string): Promise<Page<D>> => {
    const command = new ScanCommand({
      TableName: this.#tableName,
      ExclusiveStartKey: after === undefined ? undefined : toKey(JSON.parse(after)),
    });
    try {
      const { Items = [], LastEvaluatedKey: last } = await this.#client.send(command);
      const items = Items.map((row) => toItem<D>("due", row, Number.NEGATIVE_INFINITY)!);
      const cursor = last && JSON.stringify({ pk: last.pk!.S!, sk: last.sk!.S! });
      return { items, ...(cursor && { cursor }) };
    } catch (error) {
      throw meaningOf("DynamoDB", error);
    }
  };
}
