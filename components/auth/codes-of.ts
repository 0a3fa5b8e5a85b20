type Factors = { confirmedAt: string | null; recoveryCodesLeft: number };

/** Which codes a person could prove themselves with, as the label of the field; null: none. */
export function codesOf(factors: Factors | undefined): string | null {
  if (!factors) return null;
  if (factors.confirmedAt !== null) return "Code of your authenticator app";
  return factors.recoveryCodesLeft > 0 ? "One of your recovery codes" : null;
}
