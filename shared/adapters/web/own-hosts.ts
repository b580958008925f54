/** A host with or without a port. */
const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?)(?::(\d{1,5}))?$/i;

/**
 * Parses the operator's own hosts (`crm.internal`, `127.0.0.1:4000`) into URL form; undefined when
 * one is invalid.
 */
export function readOwnHosts(text: string): ReadonlySet<string> | undefined {
  const hosts = text.split(",").map((one) => {
    const [, name = "", port] = HOST.exec(one.trim()) ?? [];
    const url = URL.parse(`http://${name}`);
    return url && name !== "" ? url.hostname + (port ? `:${Number(port)}` : "") : undefined;
  });
  return hosts.includes(undefined) ? undefined : new Set(hosts as string[]);
}

/** Whether a URL is on one of these hosts: at any port, or at the port named. */
export const isOwnHost = (url: URL, hosts: ReadonlySet<string>): boolean =>
  hosts.has(url.hostname) || hosts.has(`${url.hostname}:${portOf(url)}`);

const portOf = ({ protocol, port }: URL) => port || (protocol === "https:" ? 443 : 80);
