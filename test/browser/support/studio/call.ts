// biome-ignore lint/suspicious/noExplicitAny: a test says itself what it expects of an answer.
export type Call = (method: string, path: string, body?: object) => Promise<any>;

/** A minute, and all that falls due in it: what is done after this is later in every list. */
export const settle = (call: Call) => call("POST", "/v1/dev/clock", { advance: "PT1M" });
