/** Hands the requests of webhook steps to the function that sends them. */
export interface WebhookDispatcher<Request extends object = object> {
  /**
   * May lose a request or send it twice: the run retries without a result, and the receiver
   * recognises a repeat by its id. Does not wait for results.
   * @throws Unavailable when some may not have been handed over
   */
  call: (requests: Request[]) => Promise<void>;
}
