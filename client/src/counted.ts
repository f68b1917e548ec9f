import { env, l10n } from "vscode";
import { COUNTABLE } from "./countable.ts";

/**
 * A count in words. A translation has a string for each plural form of its language, such as `{0} rules/few`, by the
 * names of `Intl.PluralRules`; a form that it leaves out is that of `{0} rules/other`.
 */
export function counted(count: number, what: keyof typeof COUNTABLE): string {
  const [one, other] = COUNTABLE[what];
  const { bundle } = l10n;
  if (!bundle) return l10n.t(count === 1 ? one : other, count);
  const form = new Intl.PluralRules(env.language).select(count);
  const comment = `${other}/${form}` in bundle ? form : "other";
  return l10n.t({ message: other, args: [count], comment });
}
