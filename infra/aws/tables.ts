import { RemovalPolicy } from "aws-cdk-lib";
import { AttributeType, Billing, type ITableV2, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Construct } from "constructs";
import { TABLES, type TableName } from "#shared/ports/table.ts";
import { constructId } from "./construct-id.ts";

/** DynamoDB's name of each table. */
export type TableNames = Record<TableName, string>;

/**
 * One table per access pattern and lifetime. They outlive the stack and cost nothing while idle.
 * Existing tables, of an earlier stack or restored, are used when `kept` names them.
 */
export class Tables extends Construct {
  readonly byName: Record<TableName, ITableV2>;

  constructor(scope: Construct, id: string, kept?: TableNames) {
    super(scope, id);
    this.byName = Object.fromEntries(
      TABLES.map((name) => [name, kept ? this.#kept(name, kept[name]) : this.#made(name)]),
    ) as typeof this.byName;
  }

  #kept(name: TableName, tableName: string): ITableV2 {
    return TableV2.fromTableName(this, constructId(name), tableName);
  }

  #made(name: TableName): TableV2 {
    return new TableV2(this, constructId(name), {
      partitionKey: { name: "pk", type: AttributeType.STRING },
      sortKey: { name: "sk", type: AttributeType.STRING },
      billing: Billing.onDemand(),
      timeToLiveAttribute: "expiresAt",
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}
