import type { Sending } from "#shared/adapters/aws/account/sending.ts";
import { type Finding, fix, note, ok } from "./finding.ts";

/** Per 1,000 mails, below ten million a month, since July 2026. */
const PER_THOUSAND: Record<string, string> = {
  ESSENTIALS: "$0.16",
  PRO: "$0.22 and $105 a month",
  ENTERPRISE: "$0.23 and $500 a month",
};
const A_LA_CARTE = "$0.10";
const count = (n: number) => n.toLocaleString("en");

/** Findings on the account's SES status. */
export const checkSending = (sending: Sending): Finding[] => [
  ...checkStanding(sending),
  checkSandbox(sending),
  checkRate(sending),
  checkPlan(sending),
];

function checkStanding({ enabled, standing }: Sending): Finding[] {
  if (!enabled || standing === "SHUTDOWN") {
    return [
      fix(
        "sending",
        `SES sends nothing for this account (${standing}): answer AWS's case in the console`,
      ),
    ];
  }
  if (standing === "PROBATION") {
    return [
      note(
        "sending",
        "SES has the account under review (PROBATION): correct what AWS's case names",
      ),
    ];
  }
  return [ok("sending", `SES sends for this account (${standing})`)];
}

function checkSandbox({ sandbox }: Sending): Finding {
  if (!sandbox) return ok("sandbox", "SES is out of its sandbox: mail may go to any address");
  const ask = "ask for production access (SES console, Account dashboard), which takes a day or so";
  return note("sandbox", `SES is in its sandbox, so mail reaches verified addresses only: ${ask}`);
}

function checkRate({ perSecond, perDay, sentToday }: Sending): Finding {
  const day = perDay === Number.POSITIVE_INFINITY ? "as many as you like" : count(perDay);
  return ok(
    "rate",
    `SES takes ${count(perSecond)} mails a second and ${day} a day (${count(sentToday)} in the last 24 hours)`,
  );
}

function checkPlan({ plan, nextPlan }: Sending): Finding {
  if (plan === undefined) {
    return note(
      "plan",
      "SES does not say on which price plan the account is: see its console, Pricing plans",
    );
  }
  if (plan === "NONE") return ok("plan", `SES costs ${A_LA_CARTE} per 1,000 mails (à la carte)`);
  if (nextPlan === "NONE")
    return ok("plan", `SES leaves the plan ${plan} for à la carte next month`);
  const price = PER_THOUSAND[plan] ?? "more";
  const change = `aws sesv2 put-account-pricing-attributes --plan NONE`;
  return note(
    "plan",
    `SES costs ${price} per 1,000 mails (plan ${plan}); à la carte is ${A_LA_CARTE} and has all that Dripstack needs: ${change}`,
  );
}
