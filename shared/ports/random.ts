/** Randomness as a port, so that a simulated run can be repeated to the byte. */
export interface Random {
  bytes: (count: number) => Uint8Array;
}
