import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { describe, expect, test } from "vitest";
import { batches } from "#shared/adapters/aws/batches.ts";
import { meaningOf } from "#shared/adapters/aws/call-errors.ts";
import { toCondition, toKeyCondition } from "#shared/adapters/aws/dynamodb/conditions.ts";
import { errorOfTransaction, isContention } from "#shared/adapters/aws/dynamodb/failures.ts";
import { PORT_VARIABLES, queueVariable, resourceNames } from "#shared/adapters/aws/names.ts";
import { outcomeOf } from "#shared/adapters/aws/ses/send-outcome.ts";
import { toBody } from "#shared/adapters/aws/sqs/message-body.ts";
import { Conflict, Defect, Unavailable } from "#shared/kernel/errors.ts";
import { mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import type { Put } from "#shared/ports/table.ts";

const failure = (name: string, status?: number, extra: object = {}) =>
  Object.assign(new Error("x"), { name, $metadata: { httpStatusCode: status }, ...extra });

describe("what a failed send proves", () => {
  test.each([
    ["TooManyRequestsException", 429, true],
    ["LimitExceededException", 400, true],
    ["SendingPausedException", 400, true],
    ["AccountSuspendedException", 400, true],
    ["AccessDeniedException", 403, true],
    ["MessageRejected", 400, false],
    ["BadRequestException", 400, false],
    ["MailFromDomainNotVerifiedException", 400, true],
    ["NotFoundException", 404, true],
  ])("%s: refused", (name, status, retryable) => {
    expect(outcomeOf(failure(name, status))).toMatchObject({ kind: "refused", retryable });
  });

  test.each([
    ["InternalServiceErrorException", 500],
    ["SyntaxError", 200],
    ["TimeoutError", undefined],
    ["AbortError", undefined],
    ["RequestTimeout", 408],
  ])("%s (%s): unknown, the mail may be on its way", (name, status) => {
    expect(outcomeOf(failure(name, status)).kind).toBe("unknown");
  });

  test("a connection that was never made took nothing, a broken one may have", () => {
    expect(outcomeOf(failure("Error", undefined, { code: "ECONNREFUSED" }))).toMatchObject({
      kind: "refused",
      retryable: true,
    });
    expect(outcomeOf(failure("Error", undefined, { code: "ECONNRESET" })).kind).toBe("unknown");
  });
});

test("a failed call is unavailable where the same call may succeed later, else our defect", () => {
  const later = [
    failure("ThrottlingException", 400),
    failure("ProvisionedThroughputExceededException", 400),
    failure("InternalServerError", 500),
    failure("TimeoutError"),
  ];
  for (const error of later) expect(meaningOf("DynamoDB", error)).toBeInstanceOf(Unavailable);
  expect(meaningOf("DynamoDB", failure("ValidationException", 400))).toBeInstanceOf(Defect);
});

describe("the verdict on a cancelled transaction", () => {
  const put = (sk: string): Put => ({
    put: { table: "people", pk: "p", sk },
    v: 1,
    data: {},
    expect: "absent",
  });
  const writes = [put("a"), put("b")];
  type Reasons = ConstructorParameters<
    typeof TransactionCanceledException
  >[0]["CancellationReasons"];
  const cancelled = (CancellationReasons: Reasons) =>
    new TransactionCanceledException({ message: "x", $metadata: {}, CancellationReasons });
  const failed = { Code: "ConditionalCheckFailed" };
  const row = (writer: string) => ({ ...failed, Item: { writer: { S: writer } } });

  test("names the row that was not as expected, and logs its table alone", () => {
    const verdict = errorOfTransaction(cancelled([{ Code: "None" }, row("other")]), writes, "me");
    expect(verdict).toBeInstanceOf(Conflict);
    expect(verdict).toMatchObject({ sk: "b", message: "a row of people is not as expected" });
  });

  test("is success where our own token proves that it had been done", () => {
    expect(errorOfTransaction(cancelled([row("me"), row("me")]), writes, "me")).toBeUndefined();
  });

  test("is never a conflict for contention or throttling", () => {
    const contended = cancelled([{ Code: "TransactionConflict" }, { Code: "None" }]);
    expect(isContention(contended)).toBe(true);
    expect(errorOfTransaction(contended, writes, "me")).toBeInstanceOf(Unavailable);
    const throttled = cancelled([{ Code: "None" }, { Code: "ThrottlingError" }]);
    expect(isContention(throttled)).toBe(false);
    expect(errorOfTransaction(throttled, writes, "me")).toBeInstanceOf(Unavailable);
  });
});

test("each expectation is a condition in which an expired row is absent", () => {
  const condition = (expectation: Put["expect"]) => toCondition(expectation, 5).ConditionExpression;
  expect(condition("any")).toBeUndefined();
  expect(condition("absent")).toBe("attribute_not_exists(pk) OR expiresMs <= :now");
  expect(condition(3)).toBe(
    "#version = :version AND (attribute_not_exists(expiresMs) OR expiresMs > :now)",
  );
  expect(condition({ below: 3 })).toBe(
    "attribute_not_exists(pk) OR #version < :below OR expiresMs <= :now",
  );
});

test("an empty bound is no bound, because DynamoDB refuses it", () => {
  const expression = (range: Parameters<typeof toKeyCondition>[1]) =>
    toKeyCondition("p", range).KeyConditionExpression;
  expect(expression({ prefix: "" })).toBe("pk = :pk");
  expect(expression({ from: "", to: "b" })).toBe("pk = :pk AND sk <= :to");
  expect(expression({ from: "a", to: "b" })).toBe("pk = :pk AND sk BETWEEN :from AND :to");
});

test("a function reads the names that it declared, and dead letters lead to every queue", () => {
  const uses = {
    reads: ["due"],
    writes: ["rate"],
    sends: ["work"],
    secrets: ["lookup"],
    ports: [],
  } as const;
  const env = { TABLE_DUE: "d", TABLE_RATE: "r", QUEUE_WORK: "w", SECRETS_PREFIX: "/s/" };
  expect(resourceNames(uses, env)).toEqual({
    tables: { due: "d", rate: "r" },
    queues: { work: "w" },
    secrets: { lookup: "/s/lookup" },
  });
  expect(() => resourceNames(uses, { ...env, SECRETS_PREFIX: undefined })).toThrow(
    /SECRETS_PREFIX/,
  );
  expect(() => resourceNames({ ...uses, ports: ["deadLetters"] }, env)).toThrow(
    /QUEUE_DELIVER_NOW/,
  );
  expect(queueVariable("deliver-now")).toBe("QUEUE_DELIVER_NOW");
  expect(new Set(Object.values(PORT_VARIABLES)).size).toBe(5);
});

test("a batch keeps to its count and its bytes, and loses nothing", () => {
  const items = ["aaaa", "bb", "c", "dddddd", "e"];
  const split = batches(items, { count: 3, bytes: 7 }, (item) => item.length);
  expect(split).toEqual([
    ["aaaa", "bb", "c"],
    ["dddddd", "e"],
  ]);
});

test("work is done in width and answered in order", async () => {
  let open = 0;
  let most = 0;
  const answers = await mapConcurrently([5, 1, 3, 2], 2, async (ms) => {
    open += 1;
    most = Math.max(most, open);
    await new Promise((resolve) => setTimeout(resolve, ms));
    open -= 1;
    return ms;
  });
  expect(answers).toEqual([5, 1, 3, 2]);
  expect(most).toBe(2);
});

test("a body keeps characters that SQS does not carry", () => {
  const body = toBody({ text: "a\uffffb\ufffe\u0001" });
  expect(body).not.toMatch(/[\ufffe\uffff]/);
  expect(JSON.parse(body)).toEqual({ text: "a\uffffb\ufffe\u0001" });
});
