import type { PluginLoading } from "../../../model/workspace/plugin-loading.ts";
import type { Fix, Problem } from "../../check.ts";
import { oneOf } from "../items/item-words.ts";

/** With the fixes that load one of these plugins, any of which settles the problem, or else with words on how to. */
export function withPluginLoaded(
  problem: Problem,
  plugins: readonly string[],
  { file, hasList, defined, add }: PluginLoading,
): Problem {
  const ready = hasList ? plugins.filter((name) => defined.includes(name)) : [];
  const fixes = ready.flatMap((name): readonly Fix[] => {
    const edit = add(name);
    return edit ? [{ title: `Load plugin \`${name}\` in ${file}`, safety: "unsafe", edits: [edit] }] : [];
  });
  if (fixes.length > 0) return { ...problem, fixes: [...problem.fixes, ...fixes] };
  return {
    ...problem,
    message: `${problem.message} ${advice(ready.length > 0 ? ready : plugins, ready.length > 0, hasList, file)}`,
  };
}

function advice(plugins: readonly string[], isDefined: boolean, hasList: boolean, file: string): string {
  if (isDefined) return `Add ${oneOf(plugins)} to \`load_plugins\` in \`${file}\`.`;
  const named = hasList ? " and add it to `load_plugins`" : "";
  return `Define ${oneOf(plugins)} in \`plugins\` of \`${file}\`${named}.`;
}
