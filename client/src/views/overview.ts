import type { Location } from "vscode-languageclient";

/** What the server answers for the views (`server/src/lsp/views/view-protocol.ts`). */
export interface Overview {
  readonly target: StatedPlace & { readonly version: string };
  readonly plugins: readonly (StatedPlace & { readonly name: string; readonly version?: string })[];
  readonly rulesets: readonly RulesetOverview[];
}

export interface StatedPlace {
  readonly origin: string;
  readonly at?: Location;
}

export interface RulesetOverview {
  readonly origin: string;
  readonly target: string;
  readonly files: readonly { readonly uri: string; readonly path: string; readonly isDefault: boolean }[];
  readonly rules: readonly RuleOverview[];
}

export interface RuleOverview {
  readonly name: string;
  readonly source: string;
  readonly priority: string;
  readonly tags: readonly string[];
  readonly states: readonly string[];
  readonly shadowedBy?: string;
  readonly places: readonly Location[];
}

export interface Coverage {
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
  readonly places: readonly { readonly rule: string; readonly at: Location }[];
  readonly file?: string;
}
