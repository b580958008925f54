import type { Server } from "node:http";
import { BlockList, isIPv6, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { networkOf } from "#functions/runtime/http/caller-network.ts";

/** In all. Each may hold one small body, or a larger one of an authenticated caller. */
const MAX_CONNECTIONS = 1_000;
/** Per network, so that four of them leave room for others. */
const MAX_PER_NETWORK = 200;
/** Above this many open connections none is held. */
const MAX_HELD = 800;

/** A proxy on this machine carries all callers. */
const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8);
LOOPBACK.addAddress("::1", "ipv6");

/** Limits the number of connections, and holds those that exceed their request rate. */
export class Connections {
  readonly #counts = new Map<string, number>();
  readonly #held = new WeakSet<Socket>();
  readonly #holdMs: number;
  #open = 0;

  constructor(holdMs: number) {
    this.#holdMs = holdMs;
  }

  /**
   * @param isBehindProxy all connections come from one address, and the proxy has its own limits
   */
  watch(server: Server, isBehindProxy: boolean): void {
    server.maxConnections = MAX_CONNECTIONS;
    server.on("connection", (socket: Socket) => {
      const address = socket.remoteAddress ?? "";
      const network = networkOf(address);
      const count = (this.#counts.get(network) ?? 0) + 1;
      if (count > MAX_PER_NETWORK && !isBehindProxy && !isLoopback(address))
        return socket.destroy();
      this.#counts.set(network, count);
      this.#open += 1;
      socket.once("close", () => {
        this.#open -= 1;
        const left = this.#counts.get(network)! - 1;
        if (left > 0) this.#counts.set(network, left);
        else this.#counts.delete(network);
      });
    });
  }

  isHeld(socket: Socket): boolean {
    return this.#held.has(socket);
  }

  /** Waits, while the connection gets no other answer; false when it should be closed at once. */
  async hold(socket: Socket): Promise<boolean> {
    if (this.#open > MAX_HELD) return false;
    this.#held.add(socket);
    await wait(this.#holdMs, undefined, { ref: false });
    return !socket.destroyed;
  }
}

const isLoopback = (address: string) => LOOPBACK.check(address, isIPv6(address) ? "ipv6" : "ipv4");
