import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { request } from "node:https";
import type { AddressInfo } from "node:net";
import { sign } from "#shared/adapters/aws/sign.ts";

/** A mail as SES was given it. */
export type AskedMail = {
  to: string;
  raw: Buffer;
  tags: Record<string, string>;
  configurationSet: string;
  trackingIsOff: boolean;
};
/** One that SES took, by its id. */
export type SentMail = AskedMail & { id: string };
/** An error as SES words it. */
export type Refusal = { status: number; code: string; message: string };

const SEND = "/v2/email/outbound-emails";

/**
 * Stands before the emulator's SES, which takes a mail but keeps neither its bytes nor its tags:
 * records each mail that was accepted and hands everything on as it came.
 */
export class SesDoor {
  readonly mails: SentMail[] = [];
  /** Calls that asked for a mail to be sent, whatever came of them. */
  asked = 0;
  /** Where SES really answers; set before the first call. */
  behind = "";
  /**
   * Whether mails are sent with our own rights: the emulator does not see which identity a mail is
   * from, and denies what is granted for identities. What a role may send is then asked of its
   * policy simulator.
   */
  inOwnName = false;
  /** What a mail is refused with, before SES sees it: what the emulator knows no cause for. */
  refuses: (mail: AskedMail) => Refusal | undefined = () => undefined;
  /** True for a mail whose answer shall be lost, after SES has accepted it. */
  losesAnswer: (mail: SentMail) => boolean = () => false;
  /** True for a mail whose answer shall never come, over a connection that stays. */
  keepsAnswer: (mail: SentMail) => boolean = () => false;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((incoming, response) => {
      this.#pass(incoming, response).catch(() => response.destroy());
    });
  }

  static async open(): Promise<SesDoor> {
    const door = new SesDoor();
    await new Promise<void>((resolve) => door.#server.listen(0, "127.0.0.1", resolve));
    return door;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  mailsTo = (to: string): SentMail[] => this.mails.filter((mail) => mail.to === to);

  async #pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await incoming.toArray());
    if (incoming.method === "POST" && incoming.url === SEND) {
      return this.#send(readMail(body), incoming, body, response);
    }
    const { status, headers, text } = await this.#ask(incoming, body);
    response.writeHead(status, headers).end(text);
  }

  async #send(
    mail: AskedMail,
    incoming: IncomingMessage,
    body: Buffer,
    response: ServerResponse,
  ): Promise<void> {
    this.asked += 1;
    const refusal = this.refuses(mail);
    if (refusal) {
      const headers = { "content-type": "application/json", "x-amzn-errortype": refusal.code };
      const { message } = refusal;
      return void response.writeHead(refusal.status, headers).end(JSON.stringify({ message }));
    }
    const { status, headers, text } = await this.#ask(incoming, body);
    if (status === 200) {
      const sent = { ...mail, id: JSON.parse(text.toString()).MessageId };
      this.mails.push(sent);
      if (this.losesAnswer(sent)) return void response.destroy();
      if (this.keepsAnswer(sent)) return;
    }
    response.writeHead(status, headers).end(text);
  }

  /** With its headers as they are, for the signature covers the host, or signed anew. */
  async #ask({ method, url, headers: given }: IncomingMessage, body: Buffer) {
    const signsAnew = this.inOwnName && method === "POST";
    const headers = signsAnew ? await signAnew(new URL(url!, this.behind), body) : given;
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      request(new URL(url!, this.behind), { method, headers }, resolve)
        .on("error", reject)
        .end(body);
    });
    const text = Buffer.concat(await answer.toArray());
    return { status: answer.statusCode!, headers: answer.headers, text };
  }
}

function signAnew({ host, pathname: path }: URL, body: Buffer): Promise<Record<string, string>> {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION } = process.env;
  const owner = { accessKeyId: AWS_ACCESS_KEY_ID!, secretAccessKey: AWS_SECRET_ACCESS_KEY! };
  const headers = { "content-type": "application/json" };
  const call = {
    service: "ses",
    region: AWS_REGION!,
    host,
    method: "POST" as const,
    path,
    headers,
  };
  return sign({ ...call, body: String(body) }, owner, Date.now());
}

function readMail(asked: Buffer): AskedMail {
  const call = JSON.parse(asked.toString());
  const { OpenTrackingEnabled, ClickTrackingEnabled } = call.ConfigurationOverrides?.Tracking ?? {};
  const tags = call.EmailTags.map(({ Name, Value }: { Name: string; Value: string }) => [
    Name,
    Value,
  ]);
  return {
    to: call.Destination.ToAddresses[0],
    raw: Buffer.from(call.Content.Raw.Data, "base64"),
    tags: Object.fromEntries(tags),
    configurationSet: call.ConfigurationSetName,
    trackingIsOff: OpenTrackingEnabled === "DISABLED" && ClickTrackingEnabled === "DISABLED",
  };
}
