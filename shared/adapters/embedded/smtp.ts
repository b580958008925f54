import { isIP } from "node:net";
import { Readable } from "node:stream";
import { InvalidInput } from "#shared/kernel/errors.ts";
import type { Mailer, OutgoingMail, SendOutcome } from "#shared/ports/mailer.ts";
import { SmtpPool } from "./smtp-pool.ts";
import type { Relay, SmtpSession } from "./smtp-session.ts";

/** Connections kept open: from here on a relay on the same machine gains nothing by more. */
const POOL_SIZE = 16;
/** For a whole call, from waiting for a connection to the last reply. */
const CALL_MS = 10_000;

/** What nodemailer says of a failure; `code` names the step, `responseCode` the relay's reply. */
type Failure = Error & {
  code?: string;
  response?: string;
  responseCode?: number;
  permanent?: boolean;
};

/** Hands mails to an SMTP relay, whose acceptance nobody can ask about later. */
export class SmtpMailer implements Mailer {
  readonly evidence = "none";
  /** Both lanes deliver at once, each in its half of the pool: what is claimed never exceeds the connections. */
  readonly concurrency = POOL_SIZE / 2;
  readonly #pool: SmtpPool;

  /** `url` is `smtp://user:pass@host:port` or `smtps://…`. @throws InvalidInput for another one */
  constructor(url: string) {
    this.#pool = new SmtpPool(parseRelay(url), POOL_SIZE);
  }

  ratePerSecond = async (): Promise<number> => Number.POSITIVE_INFINITY;
  find = async () => undefined;

  send = async (mail: OutgoingMail): Promise<SendOutcome> => {
    const limit = new AbortController();
    const late = () => limit.abort(new Error(`the relay did not answer in ${CALL_MS} ms`));
    const timer = setTimeout(late, CALL_MS);
    let begun = false;
    const body = new Readable({
      read() {
        begun = true;
        this.push(mail.raw);
        this.push(null);
      },
    });
    const transact = async (session: SmtpSession): Promise<SendOutcome> => {
      try {
        const size = mail.raw.length;
        const reply = await session.send(mail.from, mail.to, body, size, limit.signal);
        return { kind: "accepted", providerId: idIn(reply) ?? mail.messageId };
      } catch (error) {
        const outcome = judge(error as Failure, begun);
        await mend(session, error as Failure, limit.signal);
        return outcome;
      }
    };
    try {
      return await this.#pool.with(limit.signal, transact);
    } catch (error) {
      return { kind: "refused", reason: (error as Error).message, retryable: true };
    } finally {
      clearTimeout(timer);
      body.destroy();
    }
  };

  /** Resolves once every mail under way has its answer. */
  close = (): Promise<void> => this.#pool.close();
}

const isReply = ({ code, responseCode = 0 }: Failure) =>
  (code === "EENVELOPE" || code === "EMESSAGE") && responseCode >= 400 && responseCode < 600;

/**
 * A failing reply is certain, and so is a failure before the relay asked for the mail itself: nothing was
 * there to be accepted. After the first byte of the mail only the relay knows.
 */
function judge(error: Failure, begun: boolean): SendOutcome {
  if (isReply(error)) {
    return { kind: "refused", reason: error.response!, retryable: !error.permanent };
  }
  if (begun) return { kind: "unknown", reason: error.message };
  const isMailAtFault = /^E(ENVELOPE|MESSAGE)$/.test(error.code ?? "") && !error.response;
  return { kind: "refused", reason: error.message, retryable: !isMailAtFault };
}

/** Makes a session whose transaction failed fit for the next mail, or ends it. */
async function mend(session: SmtpSession, error: Failure, signal: AbortSignal): Promise<void> {
  if (!session.usable) return;
  if (isReply(error)) await session.reset(signal).catch(() => session.quit());
  else session.quit();
}

/** The relay's own name for the mail: `250 2.0.0 Ok: queued as 4XyZ`, SES: `250 Ok 0100018b…-000000`. */
const idIn = (reply: string) =>
  (/queued as <?([^\s<>;,]+)/i.exec(reply) ?? /^250 Ok ([\w-]{20,})\s*$/i.exec(reply))?.[1];

function parseRelay(url: string): Relay {
  const { protocol, hostname, port, username, password } = URL.canParse(url)
    ? new URL(url)
    : { protocol: "", hostname: "", port: "", username: "", password: "" };
  if (!/^smtps?:$/.test(protocol) || hostname === "") {
    throw new InvalidInput("an SMTP relay is smtp://user:pass@host:port or smtps://…");
  }
  const host = hostname.replace(/^\[|\]$/g, "");
  const secure = protocol === "smtps:";
  const auth = username
    ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
    : undefined;
  const isLocal =
    host === "localhost" || host === "::1" || (isIP(host) === 4 && /^127\./.test(host));
  return {
    auth,
    options: {
      host,
      port: Number(port || (secure ? 465 : 587)),
      secure,
      // A password never crosses a network in the clear.
      requireTLS: auth !== undefined && !isLocal,
      connectionTimeout: CALL_MS,
      greetingTimeout: CALL_MS,
    },
  };
}
