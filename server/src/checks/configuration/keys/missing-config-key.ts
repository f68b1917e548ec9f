import { consequence, defineConfigCheck, wordList } from "../config-check.ts";

/** A block without a key that it needs. See missing-config-key.md. */
export const missingConfigKey = defineConfigCheck({
  code: "missing-config-key",
  quiet: "warning",
  render({ path, name, others = [], falco }) {
    const place = path === "" ? "The file" : `\`${path}\``;
    const names = wordList([name, ...others]).replace(" or ", " and ");
    const required = others.length === 0 ? "which is required" : "which are required";
    return { message: `${place} has no ${names}, ${required}.${consequence(falco)}` };
  },
});
