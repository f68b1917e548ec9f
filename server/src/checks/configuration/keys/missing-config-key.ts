import { consequence, defineConfigCheck } from "../config-check.ts";

/** A block without a key that it needs. See missing-config-key.md. */
export const missingConfigKey = defineConfigCheck({
  code: "missing-config-key",
  quiet: "warning",
  render({ path, name, falco }) {
    const place = path === "" ? "The file" : `\`${path}\``;
    return { message: `${place} has no \`${name}\`, which is required.${consequence(falco)}` };
  },
});
