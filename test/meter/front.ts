import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type { World } from "#functions/runtime/world.ts";
import { clickUrl, linkKey, openUrl } from "#shared/content/link-tokens/index.ts";
import { httpEvent } from "#test/simulation/lambda-events.ts";
import type { Random } from "#test/simulation/random.ts";
import type { Meter } from "./invocation.ts";
import type { Lambda } from "./lambda.ts";
import type { Cause } from "./ledger.ts";
import { KEY } from "./setup.ts";

/** A line of the stage's access log, and what CloudWatch adds to it. */
const ACCESS_LOG_BYTES = 180;
/** Of all mails that arrive; a click comes after an open. Of either, how late at most. */
export const OPENED = 0.3;
export const CLICKED = 0.1;
const READ_WITHIN_MS = 12 * 3_600_000;

type Functions = { api: Lambda; publicPages: Lambda };

/** What comes in over HTTP: events of an app, and readers who open and click. */
export class Front {
  readonly counts = { enter: 0, open: 0, click: 0 };
  readonly #meter: Meter;
  readonly #random: Random;
  readonly #functions: Functions;
  readonly #readWithinMs: number;

  constructor(meter: Meter, random: Random, functions: Functions, faster = 1) {
    this.#meter = meter;
    this.#random = random;
    this.#functions = functions;
    this.#readWithinMs = READ_WITHIN_MS / faster;
  }

  /** One event, one call: as an app tells of a sign-up when it happens. */
  async signUp(i: number): Promise<void> {
    this.counts.enter += 1;
    const event = {
      contactId: `user-${String(i).padStart(6, "0")}`,
      email: `someone.${i}@mail.example.com`,
      name: "signed_up",
      data: { plan: "free" },
    };
    const request = httpEvent("POST", "/v1/events", KEY, { events: [event] });
    const { statusCode } = await this.#call("enter", this.#functions.api, request);
    if (statusCode !== 202) throw new Error(`the API answered ${statusCode}`);
  }

  /** A reader of a mail that arrived opens it, or not, and follows its first link, or not. */
  async read(world: World, messageId: string, deliveredAt: number): Promise<void> {
    const isClicked = this.#random.chance(CLICKED);
    if (!isClicked && !this.#random.chance(OPENED - CLICKED)) return;
    const { agenda } = this.#meter;
    const key = linkKey(await world.secrets.get("signing"));
    const site = { publicUrl: "", key };
    const openedAt = deliveredAt + this.#random.below(this.#readWithinMs);
    const get = (cause: "open" | "click", path: string) => {
      this.counts[cause] += 1;
      void this.#call(cause, this.#functions.publicPages, httpEvent("GET", path));
    };
    agenda.at(openedAt, () => get("open", openUrl(site, messageId)));
    const clickedAt = openedAt + 20_000;
    if (isClicked) agenda.at(clickedAt, () => get("click", clickUrl(site, messageId, 0)));
  }

  async #call(cause: Cause, lambda: Lambda, event: object) {
    const { ledger } = this.#meter;
    const shares = { [cause]: 1 };
    const by = "API Gateway";
    ledger.charge({ unit: "http", quantity: 1, by, kind: lambda.name, shares });
    const quantity = ACCESS_LOG_BYTES;
    ledger.charge({ unit: "logBytes", quantity, by, kind: "access log", shares });
    const answer = await lambda.invoke(event, { shares, causes: new Map() });
    return answer as APIGatewayProxyStructuredResultV2;
  }
}
