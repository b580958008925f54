/** A growing list of 32-bit numbers, for millions of them. */
export class Numbers {
  length = 0;
  #values = new Int32Array(1024);

  constructor(values: number[] = []) {
    for (const value of values) this.push(value);
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Int32Array(this.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length] = value;
    this.length += 1;
  }

  at(index: number): number {
    return this.#values[index]!;
  }
}
