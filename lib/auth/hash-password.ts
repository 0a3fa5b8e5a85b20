import { hash, verify } from "@node-rs/argon2";

/** argon2id with the library's parameters (19 MiB, 2 passes), which are OWASP's first choice. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

let decoy: Promise<string> | undefined;

/**
 * True when the password fits. Without a stored hash the same work is done against a decoy, so that the time of an
 * answer does not tell whether an account exists.
 */
export async function verifyPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hash("nobody has this password");
  const fits = await verify(stored ?? (await decoy), password);
  return fits && Boolean(stored);
}
