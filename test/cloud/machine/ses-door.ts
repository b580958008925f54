import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { request } from "node:https";
import type { AddressInfo } from "node:net";

/** A mail as SES was given it. */
export type SentMail = {
  /** SES's id. */
  id: string;
  to: string;
  raw: Buffer;
  tags: Record<string, string>;
  configurationSet: string;
  trackingIsOff: boolean;
};

const SEND = "/v2/email/outbound-emails";

/**
 * Stands before the emulator's SES, which takes a mail but keeps neither its bytes nor its tags: records each mail
 * that was accepted and hands everything on as it came.
 */
export class SesDoor {
  readonly mails: SentMail[] = [];
  /** Where SES really answers; set before the first call. */
  behind = "";
  /** True for a mail whose answer shall be lost, after SES has accepted it. */
  losesAnswer: (mail: SentMail) => boolean = () => false;
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
    const answer = await this.#ask(incoming, body);
    const text = Buffer.concat(await answer.toArray());
    if (incoming.method === "POST" && incoming.url === SEND && answer.statusCode === 200) {
      const mail = readMail(body, text);
      this.mails.push(mail);
      if (this.losesAnswer(mail)) return void response.destroy();
    }
    response.writeHead(answer.statusCode!, answer.headers).end(text);
  }

  /** With its headers as they are: the signature covers the host. */
  #ask({ method, url, headers }: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      request(new URL(url!, this.behind), { method, headers }, resolve)
        .on("error", reject)
        .end(body);
    });
  }
}

function readMail(asked: Buffer, answered: Buffer): SentMail {
  const call = JSON.parse(asked.toString());
  const tracking = call.ConfigurationOverrides?.Tracking ?? {};
  const tags = call.EmailTags.map(({ Name, Value }: { Name: string; Value: string }) => [
    Name,
    Value,
  ]);
  return {
    id: JSON.parse(answered.toString()).MessageId,
    to: call.Destination.ToAddresses[0],
    raw: Buffer.from(call.Content.Raw.Data, "base64"),
    tags: Object.fromEntries(tags),
    configurationSet: call.ConfigurationSetName,
    trackingIsOff: Object.values(tracking).every((value) => value === "DISABLED"),
  };
}
