import type { Location } from "vscode-languageserver";

/** Client to server: everything that the Falco view shows. Loads all rulesets. */
export const OVERVIEW = "falco/overview";

export interface OverviewParams {
  /** The document that the user looks at. */
  readonly uri?: string;
  /** Also find out which rules an earlier one keeps from firing. */
  readonly shadowed?: boolean;
}

export interface OverviewResult {
  readonly target: StatedPlace & { readonly version: string };
  readonly plugins: readonly (StatedPlace & { readonly name: string; readonly version?: string })[];
  /** Those that load the document first. */
  readonly rulesets: readonly {
    readonly origin: string;
    readonly target: string;
    readonly files: readonly { readonly uri: string; readonly path: string; readonly isDefault: boolean }[];
    readonly rules: readonly RuleResult[];
  }[];
}

export interface StatedPlace {
  /** In words. */
  readonly origin: string;
  readonly at?: Location;
}

export interface RuleResult {
  readonly name: string;
  readonly source: string;
  readonly priority: string;
  readonly tags: readonly string[];
  readonly states: readonly string[];
  readonly shadowedBy?: string;
  /** First to last. */
  readonly places: readonly Location[];
}

/** Client to server: which tactics and techniques of ATT&CK the enabled rules have in their tags. */
export const COVERAGE = "falco/coverage";

export interface CoverageParams {
  /** Also gives the coverage as a file of this format. */
  readonly format?: "navigator" | "svg";
}

export interface CoverageResult {
  readonly attackVersion: string;
  readonly tactics: readonly {
    readonly id: string;
    readonly name: string;
    readonly rules: readonly string[];
    readonly techniques: readonly {
      readonly id: string;
      readonly name: string;
      readonly rules: readonly string[];
    }[];
  }[];
  readonly untagged: readonly string[];
  /** Where each rule is defined; of a name with several rules the first. */
  readonly places: readonly { readonly rule: string; readonly at: Location }[];
  /** In the format that was asked for. */
  readonly file?: string;
}
