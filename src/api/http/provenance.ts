/** Where an answer of the HTTP interface comes from. */
export interface Provenance {
  /** Of the program. */
  readonly version: string;
  /** Fingerprint of the shipped record: of all its files. */
  readonly record: string;
  readonly network: string;
  /** Heights of the first and the last block that the answer could use. */
  readonly first_height: number;
  readonly tip_height: number;
  /** Up to when no block is missing. */
  readonly known_until: string;
  /** Only what was known then was used; null for all that the record holds. */
  readonly as_of: string | null;
  readonly method: string;
}

/** An answer of a command as the HTTP interface gives it. */
export type WithProvenance<T extends object> = T & { readonly provenance: Provenance };

/** The same fields as the command's JSON, and where they come from. */
export function withProvenance<T extends object>(
  answer: T,
  provenance: Provenance,
): WithProvenance<T> {
  return { ...answer, provenance };
}
