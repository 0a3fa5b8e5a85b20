/** Why a file was refused while it was read, with the place; the message is for the person who chose the file. */
export class ReadRefusal extends Error {
  override name = "ReadRefusal";
  constructor(
    readonly code:
      | "empty_file"
      | "too_large"
      | "too_many_rows"
      | "unclosed_quote"
      | "record_too_long"
      | "binary"
      | "not_a_sheet"
      | "no_header"
      | "changed",
    message: string,
    /** Physical line of the file, from 1. */
    readonly line: number | null = null,
  ) {
    super(message);
  }
}
