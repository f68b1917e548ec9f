/** The parts of `schemas/sources` that a release changes; what is not named here is kept as it is. */
export interface Sources {
  readonly versions: VersionsSource;
  readonly fields: FieldsSource;
  readonly events: EventsSource;
  readonly "cli-args": OptionsSource;
  readonly "config-keys": KeysSource;
  readonly "rule-items": ItemsSource;
  readonly "default-rules": DefaultsSource;
}

export const SOURCE_NAMES = [
  "versions",
  "fields",
  "events",
  "cli-args",
  "config-keys",
  "rule-items",
  "default-rules",
] as const;

interface Meta {
  readonly falco: string;
  readonly libs?: string;
  readonly engine?: string;
}

/** When a thing is there: from a release on, until another takes it away. */
export interface Lived {
  readonly since: string | null;
  readonly deprecatedIn: string | null;
  readonly removedIn: string | null;
}

export interface VersionSource {
  readonly version: string;
  readonly engineVersion: {
    readonly integer: number;
    readonly semver: string;
    readonly semverAccepted: boolean;
  };
}

export interface VersionsSource {
  readonly meta: Meta;
  readonly versions: readonly VersionSource[];
  readonly upcoming: readonly { readonly version: string; readonly firstChart?: string }[];
}

export interface FieldSource extends Lived {
  readonly name: string;
  readonly type: string;
  readonly isList: boolean;
  readonly flags: { readonly hidden: boolean };
  readonly plugin: string | null;
  readonly removedInPlugin?: string | null;
  readonly typeChanges?: readonly { readonly in: string; readonly from: string; readonly to: string }[];
}

export interface FieldsSource {
  readonly meta: Meta;
  readonly plugins: readonly {
    readonly name: string;
    readonly latestTag: string;
    readonly bundledVersionAt?: Readonly<Record<string, string>>;
  }[];
  readonly fields: readonly FieldSource[];
}

export interface EventsSource {
  readonly meta: Meta;
  readonly names: readonly {
    readonly name: string;
    readonly params?: readonly { readonly name: string }[];
  }[];
  readonly genericSyscalls: readonly string[];
}

export interface OptionSource extends Lived {
  readonly names: readonly string[];
  readonly status: string;
}

export interface OptionsSource {
  readonly meta: Meta;
  readonly options: readonly OptionSource[];
}

export interface KeySource extends Lived {
  readonly path: string;
  readonly status: string;
  readonly ranges: Readonly<Record<string, { readonly first: string; readonly last: string } | undefined>>;
}

export interface KeysSource {
  readonly meta: Meta;
  readonly keys: readonly KeySource[];
}

export interface ItemsSource {
  readonly meta: Meta;
  readonly keys: readonly { readonly key: string; readonly schemaSince: string | null }[];
}

export interface DefaultsSource {
  readonly meta: Meta;
  readonly files: readonly (Readonly<Record<"rules" | "macros" | "lists", readonly unknown[]>> & {
    readonly file: string;
    readonly versions?: readonly { readonly version: string }[];
  })[];
}
