import { expect, test } from "vitest";
import { inElement, queryCall } from "../machine/aws-calls.ts";
import { eventually } from "../machine/eventually.ts";
import { REGION } from "../machine/ministack.ts";
import { logOf } from "./logs.ts";
import { DOMAIN } from "./put-up.ts";
import type { Stage } from "./stage.ts";

const iam = (fields: Record<string, string> & { Action: string }) =>
  queryCall("iam", "2010-05-08", fields);

/** The role of the function that is named so, with its own policy. */
async function roleOf(name: string) {
  const xml = await iam({ Action: "ListRoles", MaxItems: "1000" });
  const RoleName = new RegExp(`<RoleName>(Dripstack-${name}Role[^<]*)<`).exec(xml)![1]!;
  const PolicyName = inElement(await iam({ Action: "ListRolePolicies", RoleName }), "member")!;
  const policy = await iam({ Action: "GetRolePolicy", RoleName, PolicyName });
  const text = decodeURIComponent(inElement(policy, "PolicyDocument")!);
  const arn = new RegExp(`<Arn>([^<]*${RoleName})<`).exec(xml)![1]!;
  return { RoleName, PolicyName, arn, document: JSON.parse(text.replaceAll("&quot;", '"')) };
}

export function rights(stage: Stage): void {
  test("without a right that it declared a function is denied, and nothing is lost", async () => {
    const { RoleName, PolicyName, document } = await roleOf("React");
    const put = (PolicyDocument: object) =>
      iam({
        Action: "PutRolePolicy",
        RoleName,
        PolicyName,
        PolicyDocument: JSON.stringify(PolicyDocument),
      });
    const isWrite = ({ Action }: { Action: string | string[] }) =>
      [Action].flat().includes("dynamodb:PutItem");
    const without = document.Statement.filter((one: { Action: string }) => !isWrite(one));
    expect(without).toHaveLength(document.Statement.length - 1);
    await put({ ...document, Statement: without });
    await stage.signUp("rita@example.com");
    await eventually(60, "a denial", async () =>
      (await logOf("react")).some((line) => line.includes("AccessDenied")),
    );
    expect(stage.door.mailsTo("rita@example.com")).toEqual([]);
    await put(document);
    await eventually(120, "Rita's mail", async () => {
      await stage.app.call("POST", "/v1/dead-letters/redrive");
      return stage.door.mailsTo("rita@example.com").length === 1;
    });
  });

  test("only the function that delivers may send, and only for what is granted", async () => {
    const decide = async (name: string, resource: string) => {
      const fields = {
        Action: "SimulatePrincipalPolicy",
        PolicySourceArn: (await roleOf(name)).arn,
        "ActionNames.member.1": "ses:SendEmail",
        "ResourceArns.member.1": resource,
      };
      return inElement(await iam(fields), "EvalDecision");
    };
    const [, , , , account] = (await roleOf("Deliver")).arn.split(":");
    const ses = `arn:aws:ses:${REGION}:${account}`;
    const identity = `${ses}:identity/${DOMAIN}`;
    expect(await decide("Deliver", identity)).toBe("allowed");
    for (const other of ["identity/another.example", "template/x"]) {
      expect(await decide("Deliver", `${ses}:${other}`), other).toBe("implicitDeny");
    }
    for (const other of ["Api", "Public", "InboundWebhooks", "Tick", "React", "Feedback"]) {
      expect(await decide(other, identity), other).toBe("implicitDeny");
    }
  });
}
