/** Only a process on this machine shows the first run, so asking it often costs nothing. */
export const ASK_MS = 1_000;
