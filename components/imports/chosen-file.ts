/** Hands a file chosen on one page to the next: a File cannot travel in an address. */
let chosen: File | null = null;

export function handOverFile(file: File): void {
  chosen = file;
}

export function handedOverFile(): File | null {
  return chosen;
}

export function forgetFile(): void {
  chosen = null;
}
