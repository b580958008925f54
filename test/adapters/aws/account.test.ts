import { expect, test, vi } from "vitest";
import { openAccount } from "#shared/adapters/aws/account/open-account.ts";
import { Defect, Denied, InvalidInput, NotFound, Unavailable } from "#shared/kernel/errors.ts";
import { type Answer, awsServer } from "./aws-server.ts";

const { asked, state } = awsServer();
const account = () => openAccount({ region: "us-east-1" }, {});

const stackXml = (inner: string) =>
  `<DescribeStacksResponse><DescribeStacksResult><Stacks><member>${inner}</member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
const errorXml = (code: string, message: string) =>
  `<ErrorResponse><Error><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;

test("a stack comes with its state, its region and its outputs", async () => {
  const output = "<member><OutputKey>Url</OutputKey><OutputValue>https://x</OutputValue></member>";
  state.answer = () => ({
    body: stackXml(
      `<StackName>X</StackName><StackStatus>CREATE_COMPLETE</StackStatus><Outputs>${output}</Outputs>`,
    ),
  });
  expect(await account().findStack("X")).toEqual({
    name: "X",
    region: "us-east-1",
    status: "CREATE_COMPLETE",
    outputs: { Url: "https://x" },
  });
});

test("a stack that there is not is not found, and the region is named", async () => {
  const body = errorXml("ValidationError", "Stack with id X does not exist");
  state.answer = () => ({ status: 400, body });
  const finding = account().findStack("X");
  await expect(finding).rejects.toThrow(NotFound);
  await expect(finding).rejects.toThrow("no stack X in us-east-1");
});

test("a secret is made encrypted, and one that is there is left alone", async () => {
  state.answer = () => ({ body: { Version: 1 } });
  expect(await account().makeSecret("/X/signing", "abc")).toBe(true);
  expect(JSON.parse(asked[0]!.body)).toMatchObject({
    Name: "/X/signing",
    Value: "abc",
    Type: "SecureString",
    Overwrite: false,
  });
  state.answer = () => ({ status: 400, body: { __type: "ParameterAlreadyExists" } });
  expect(await account().makeSecret("/X/signing", "def")).toBe(false);
});

test("secrets are read decrypted, without the missing ones", async () => {
  const body = { Parameters: [{ Name: "/X/a", Value: "v" }], InvalidParameters: ["/X/b"] };
  state.answer = () => ({ body });
  expect(await account().readSecrets(["/X/a", "/X/b"])).toEqual(new Map([["/X/a", "v"]]));
  expect(JSON.parse(asked[0]!.body).WithDecryption).toBe(true);
});

test("a function gets the payload and its answer comes back", async () => {
  state.answer = () => ({ body: { id: "i", key: "k" } });
  expect(await account().invoke("api", { createKey: { name: "x" } })).toEqual({
    id: "i",
    key: "k",
  });
  expect(asked).toEqual([
    { action: "/2015-03-31/functions/api/invocations", body: '{"createKey":{"name":"x"}}' },
  ]);
});

test("a function that fails says so in its own words", async () => {
  const body = { errorType: "InvalidInput", errorMessage: "neither this nor that" };
  state.answer = () => ({ headers: { "x-amz-function-error": "Unhandled" }, body });
  const call = account().invoke("api", {});
  await expect(call).rejects.toThrow(Unavailable);
  await expect(call).rejects.toThrow("InvalidInput: neither this nor that");
});

test("a function is never invoked twice: a call without an answer may have done its work", async () => {
  state.answer = () => ({ status: 500, body: { __type: "ServiceException" } });
  await expect(account().invoke("api", {})).rejects.toThrow(Unavailable);
  expect(asked).toHaveLength(1);
});

test("how the account may send is told in our words, also without a limit and without a plan", async () => {
  state.answer = () => ({
    body: {
      SendingEnabled: true,
      ProductionAccessEnabled: true,
      EnforcementStatus: "HEALTHY",
      SendQuota: { Max24HourSend: -1, MaxSendRate: 90, SentLast24Hours: 7 },
      PricingAttributes: { CurrentPlan: "ESSENTIALS", NextPlan: "NONE" },
    },
  });
  expect(await account().sending()).toEqual({
    enabled: true,
    sandbox: false,
    standing: "HEALTHY",
    perSecond: 90,
    perDay: Number.POSITIVE_INFINITY,
    sentToday: 7,
    plan: "ESSENTIALS",
    nextPlan: "NONE",
  });
  state.answer = () => ({ body: {} });
  expect(await account().sending()).toMatchObject({
    enabled: false,
    sandbox: true,
    plan: undefined,
  });
});

test("all identities are read, page by page; verified are those that may send", async () => {
  const page = (name: string, status: string, sends = true) => ({
    IdentityName: name,
    VerificationStatus: status,
    SendingEnabled: sends,
  });
  state.answer = ({ action, body }) => {
    if (action.includes("/b.example")) return { body: { DkimAttributes: { Tokens: ["t"] } } };
    return body.includes("NextToken")
      ? { body: { EmailIdentities: [page("c@c.example", "SUCCESS", false)] } }
      : {
          body: {
            EmailIdentities: [page("a.example", "SUCCESS"), page("b.example", "PENDING")],
            NextToken: "more",
          },
        };
  };
  const records = ["t._domainkey.b.example CNAME t.dkim.amazonses.com"];
  expect(await account().identities()).toEqual([
    { name: "a.example", verified: true },
    { name: "b.example", verified: false, records },
    { name: "c@c.example", verified: false },
  ]);
});

test("the rules of the stack that go by the clock are its schedules", async () => {
  const member = (type: string, id: string) =>
    `<member><ResourceType>${type}</ResourceType><PhysicalResourceId>${id}</PhysicalResourceId></member>`;
  const list = (inner: string, more = "") =>
    `<ListStackResourcesResponse><ListStackResourcesResult><StackResourceSummaries>${inner}</StackResourceSummaries>${more}</ListStackResourcesResult></ListStackResourcesResponse>`;
  const rules: Record<string, object> = {
    tick: { Name: "tick", ScheduleExpression: "rate(1 minute)", State: "DISABLED" },
    pattern: { Name: "pattern", EventPattern: "{}", State: "ENABLED" },
  };
  state.answer = ({ action, body }) => {
    if (action === "DescribeRule") return { body: rules[JSON.parse(body).Name]! };
    if (body.includes("NextToken")) return { body: list(member("AWS::Events::Rule", "pattern")) };
    const first = member("AWS::SQS::Queue", "q") + member("AWS::Events::Rule", "tick");
    return { body: list(first, "<NextToken>2</NextToken>") };
  };
  expect(await account().schedules("X")).toEqual([{ name: "tick", enabled: false }]);
  expect(asked.filter(({ action }) => action === "DescribeRule")).toHaveLength(2);
});

const refusal = (type: string, status = 400): Answer => ({
  status,
  body: { __type: type, message: `${type} it is` },
});

test.each([
  ["a missing right", refusal("AccessDeniedException"), Denied, "lack the right ssm:GetParameters"],
  ["credentials that ran out", refusal("ExpiredTokenException"), Denied, "sign in"],
  ["unknown credentials", refusal("UnrecognizedClientException"), Denied, "--profile"],
  ["a busy service", refusal("ThrottlingException"), Unavailable, "try again in a minute"],
  ["a service that is down", refusal("InternalServerError", 500), Unavailable, "try again"],
  ["a call that is wrong", refusal("ValidationException"), Defect, "ValidationException it is"],
])("%s is told with what to do about it", async (_, answer, kind, words) => {
  state.answer = () => answer;
  const call = account().readSecrets(["/X/a"]);
  await expect(call).rejects.toThrow(kind);
  await expect(call).rejects.toThrow(words);
});

test("a right that CloudFormation misses is told alike", async () => {
  state.answer = () => ({ status: 403, body: errorXml("AccessDenied", "User may not") });
  await expect(account().findStack("X")).rejects.toThrow(
    "these credentials lack the right cloudformation:DescribeStacks",
  );
});

test("without credentials it says how to get them, and makes no call", async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", undefined);
  const call = account().sending();
  await expect(call).rejects.toMatchObject({ name: "Denied", known: false });
  await expect(call).rejects.toThrow("aws sso login");
  expect(asked).toEqual([]);
});

test("the region comes from the option, else from either of AWS's variables, else it is asked for", async () => {
  state.answer = () => ({ body: stackXml("<StackStatus>CREATE_COMPLETE</StackStatus>") });
  const regionOf = async (region: string | undefined, env: Record<string, string>) =>
    (await openAccount({ region }, env).findStack("X")).region;
  expect(await regionOf("eu-west-1", { AWS_REGION: "us-west-2" })).toBe("eu-west-1");
  expect(await regionOf(undefined, { AWS_REGION: "us-west-2" })).toBe("us-west-2");
  expect(await regionOf(undefined, { AWS_DEFAULT_REGION: "sa-east-1" })).toBe("sa-east-1");
  await expect(regionOf(undefined, {})).rejects.toThrow(InvalidInput);
});

test("when AWS does not answer, it says so and what to check", async () => {
  vi.stubEnv("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
  const call = account().sending();
  await expect(call).rejects.toThrow(Unavailable);
  await expect(call).rejects.toThrow("check the region and the network");
});
