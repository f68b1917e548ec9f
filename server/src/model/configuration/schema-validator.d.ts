/** One violation, as ajv reports it. */
export interface SchemaError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  // biome-ignore lint/plugin: read by our own names
  readonly params: Readonly<Record<string, unknown>>;
}

/** Whether Falco's own schema takes the value; if not, `errors` says why. */
export const validate: { (value: unknown): boolean; errors?: readonly SchemaError[] | null };
