/** A step from one schema to the next; never changed once it was released. */
export interface Migration {
  /** Version of the schema after it. */
  readonly version: number;
  readonly statements: readonly string[];
}
