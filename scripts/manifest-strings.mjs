/** What people read of the extension's manifest, apart from it: `package.nls.json` is what a translation begins with. */

/** Members of the manifest whose texts are shown to people. */
const SHOWN = new Set([
  "contents",
  "description",
  "displayName",
  "enumDescriptions",
  "label",
  "markdownDescription",
  "markdownEnumDescriptions",
  "title",
]);

/** Which member names an entry of a list; without one its number does. */
const NAMES = ["command", "id", "viewType", "view", "name"];

/**
 * The manifest with a key in the place of each shown text, as VS Code looks them up, and the texts by key, sorted.
 * @param {Record<string, unknown>} manifest
 * @returns {{ manifest: Record<string, unknown>, strings: Record<string, string> }}
 */
export function manifestStrings(manifest) {
  /** @type {Map<string, string>} */
  const strings = new Map();
  /**
   * @param {unknown} value
   * @param {readonly string[]} path
   * @param {boolean} isShown
   * @returns {unknown}
   */
  const visit = (value, path, isShown) => {
    if (typeof value === "string" && isShown) {
      const key = path.join(".");
      strings.set(key, value);
      return `%${key}%`;
    }
    if (Array.isArray(value)) return value.map((one, at) => visit(one, [...path, nameOf(one, at)], isShown));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => {
        // Only views have a name that is shown.
        const shows = SHOWN.has(name) || (name === "name" && path[0] === "views");
        return [name, visit(one, [...path, name], shows)];
      }),
    );
  };
  const { displayName, description, capabilities, contributes, ...rest } = manifest;
  const keyed = {
    ...rest,
    displayName: visit(displayName, ["displayName"], true),
    description: visit(description, ["description"], true),
    capabilities: visit(capabilities, ["capabilities"], false),
    contributes: visit(contributes, [], false),
  };
  return { manifest: keyed, strings: Object.fromEntries([...strings].sort()) };
}

/**
 * @param {unknown} entry
 * @param {number} at
 */
function nameOf(entry, at) {
  if (typeof entry !== "object" || entry === null) return String(at);
  const found = NAMES.find((name) => typeof Reflect.get(entry, name) === "string");
  return found ? String(Reflect.get(entry, found)) : String(at);
}
