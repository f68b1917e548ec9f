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
  if (isDefined) return `Name ${oneOf(plugins)} in \`load_plugins\` of \`${file}\`.`;
  const named = hasList ? " and name it in `load_plugins`" : "";
  return `To load ${oneOf(plugins)}, define it under \`plugins\` of \`${file}\`${named}.`;
}
