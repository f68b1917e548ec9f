import { consequence, defineConfigCheck, replaceBy } from "../config-check.ts";

/** A name in `load_plugins` that `plugins` does not define. See undefined-plugin.md. */
export const undefinedPlugin = defineConfigCheck({
  code: "undefined-plugin",
  quiet: "warning",
  render({ name, near, span, falco }) {
    const then = near === undefined ? "Add an entry, or remove the name here." : `Did you mean \`${near}\`?`;
    return {
      message: `\`plugins\` has no entry named \`${name}\`. ${then}${consequence(falco)}`,
      fixes: near === undefined ? [] : [replaceBy(span, near)],
    };
  },
});
