import { isDeepStrictEqual } from "node:util";

type Rows = Record<string, object[]>;
/** What DynamoDB says of rows. */
export type Told = {
  Item?: object;
  Items?: object[];
  Attributes?: object;
  LastEvaluatedKey?: object;
  Responses?: Rows;
};

/** Whether two answers of DynamoDB tell the same; the rows of a batch come in any order. */
export const sameAnswer = (a: Told = {}, b: Told = {}): boolean =>
  isDeepStrictEqual(toldBy(a), toldBy(b));

const toldBy = ({ Item, Items, Attributes, LastEvaluatedKey, Responses }: Told) => ({
  Item,
  Items,
  Attributes,
  LastEvaluatedKey,
  Responses: Responses && sorted(Responses),
});

/** By their content, each row's attributes in one order. */
const sorted = (tables: Rows) =>
  Object.fromEntries(
    Object.entries(tables).map(([table, rows]) => [
      table,
      rows.map((row) => JSON.stringify(Object.entries(row).toSorted())).toSorted(),
    ]),
  );
