import { RemovalPolicy } from "aws-cdk-lib";
import { AttributeType, Billing, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Construct } from "constructs";
import { TABLES, type TableName } from "#shared/ports/table.ts";
import { capitalise } from "./words.ts";

/** One table per kind of heat and lifetime; they outlive the stack, and none costs anything while idle. */
export class Tables extends Construct {
  readonly byName: Record<TableName, TableV2>;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.byName = Object.fromEntries(
      TABLES.map((name) => [name, this.#table(name)]),
    ) as typeof this.byName;
  }

  #table(name: TableName): TableV2 {
    return new TableV2(this, capitalise(name), {
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
