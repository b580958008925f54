/** Hands requests of steps to the function that makes them. */
export interface WebhookDispatcher<Request extends object = object> {
  /**
   * May lose a request, and may make it twice: the run asks again when no answer comes, and the
   * receiver knows a repetition by its id. Waits for no answer.
   * @throws Unavailable when some may not have been handed over
   */
  call: (requests: Request[]) => Promise<void>;
}
