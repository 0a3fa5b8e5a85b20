/** Whole numbers of 32 bits by position, four bytes each, as long as it has to be. */
export class NumberList {
  private numbers = new Int32Array(1024);

  at(index: number): number {
    return this.numbers[index] ?? 0;
  }

  set(index: number, value: number): void {
    if (index >= this.numbers.length) {
      const longer = new Int32Array(Math.max(index + 1, this.numbers.length * 2));
      longer.set(this.numbers);
      this.numbers = longer;
    }
    this.numbers[index] = value;
  }
}
