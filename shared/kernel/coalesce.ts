/**
 * Lets those who ask at once share one answer. Whoever asks while one is under way gets the next, which is begun after
 * that: nobody gets an answer that is older than their question.
 */
export function coalesce<T>(ask: () => Promise<T>): () => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | undefined;
  return () => {
    next ??= last.then(() => {
      next = undefined;
      const answer = ask();
      last = answer.catch(() => {});
      return answer;
    });
    return next;
  };
}
