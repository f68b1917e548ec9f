import { expect, test } from "vitest";
import { hover } from "../../server/src/features/hover/hover.ts";
import type { Settings } from "../../server/src/model/workspace/settings.ts";
import { CONFIG_KEYS } from "../../server/src/catalog/config-keys.ts";
import { keyState } from "../../server/src/model/configuration/keys.ts";
import { configPlace } from "./config-place.ts";
import { fixture } from "./fixture.ts";

/** The markdown at the cursor, empty when there is none. */
function says(text: string, settings: Partial<Settings> = {}): string {
  const { snapshot, uri, offset } = fixture(
    text.startsWith("#- ") ? text : `#- falco.yaml\n${text}`,
    settings,
  );
  return hover(snapshot, uri, offset)?.markdown ?? "";
}

test("a key is reported in our own words, with type, defaults, values and release", () => {
  const engine = says("engine:\n  ki$0nd: kmod\n");
  expect(engine).toContain("**`engine.kind`** · text");
  expect(engine).toContain('Default: `"modern_ebpf"` as shipped, `"kmod"` when the key is absent');
  expect(engine).toContain("`nodriver`");
  expect(engine).toContain("Since Falco 0.37.0.");
});

test("a value says the key it is for", () => {
  expect(says("priority: de$0bug\n")).toContain("**`priority`**");
  expect(says("rules_files:\n  - a$0.yaml\n")).toContain("**`rules_files[]`** · text");
});

test.each([
  ["a sandbox key", "append_out$0put:\n  - suggested_output: true\n", "**Sandbox**"],
  ["an incubating key", "falco_li$0bs:\n  snaplen: 80\n", "**Incubating**"],
  ["a removed key", "gr$0pc:\n  enabled: true\n", "**Removed** in Falco 0.44.0."],
  ["a deprecated key", "rules_fi$0le: [a]\n", "Use `rules_files`."],
])("%s is marked as such", (_, text, mark) => {
  expect(says(text)).toContain(mark);
});

test("a key that the target does not have yet says since when", () => {
  expect(says("cap$0ture:\n  enabled: true\n", { target: "0.40.0" })).toContain("**Not in 0.40.0**");
});

test("a step of a buffer is reported in bytes", () => {
  expect(says("engine:\n  kind: kmod\n  kmod:\n    buf_size_preset: $04\n")).toContain(
    "8 MiB (8,388,608 bytes)",
  );
  expect(says("engine:\n  kind: kmod\n  kmod:\n    buf_size_p$0reset: 4\n")).toContain("8 MiB");
});

test("settings of the container plugin are keys too, and those of others are not read as them", () => {
  const plugin = (name: string): string =>
    `plugins:\n  - name: ${name}\n    library_path: a.so\n    init_config:\n      label_ma$0x_len: 100\n`;
  expect(says(plugin("container"))).toContain("label_max_len");
  expect(says(plugin("json"))).toBe("");
  expect(
    says("plugins:\n  - name: k8smeta\n    library_path: a.so\n    init_config: {verbo$0sity: info}\n"),
  ).toContain("Log level of the plugin.");
});

test("every key of the newest release says a full sentence where it is", () => {
  const active = CONFIG_KEYS.filter((key) => keyState(key, "0.44.1") === "active" && !key.path.endsWith("]"));
  const silent = active.filter(({ path }) => {
    const { above, lead, key } = configPlace(path);
    const text = `${above}${lead}$0${key}:`;
    return !/[A-Z`].{10,}\./s.test(says(`#- falco.yaml\n${text} x\n`).split("\n\n")[1] ?? "");
  });
  expect(active.length).toBeGreaterThan(140);
  expect(silent.map(({ path }) => path)).toEqual([]);
});

const MAIN = "#- etc/falco.yaml\nconfig_files: [falco/config.d]\n";

test("a value that another file overrides says which", () => {
  const fragment = "#- etc/falco/config.d/10-own.yaml\njson_output: true\npriority: debug\n";
  expect(says(`${MAIN}prio$0rity: info\n${fragment}`)).toContain(
    "**Overridden** by [config.d/10-own.yaml:2](file:///work/etc/falco/config.d/10-own.yaml#L2).",
  );
  expect(says(`${MAIN}priority: info\n${fragment.replace("priority", "prio$0rity")}`)).toContain(
    "Overrides [etc/falco.yaml:2](file:///work/etc/falco.yaml#L2).",
  );
});

test("a value in a block that is replaced as a whole says so", () => {
  const fragment = "#- etc/falco/config.d/10-own.yaml\nengine:\n  kind: nodriver\n";
  expect(says(`${MAIN}engine:\n  kind: kmod\n  kmod:\n    buf_si$0ze_preset: 4\n${fragment}`)).toContain(
    "**No effect**: [config.d/10-own.yaml:1]",
  );
});

test("an added list, and a value that add-only keeps out, say so", () => {
  const fragment = "#- etc/falco/config.d/10-own.yaml\nrules_fi$0les: [b.yaml]\n";
  expect(says(`${MAIN}rules_files: [a.yaml]\n${fragment}`)).toContain(
    "Added to the list in [etc/falco.yaml:2]",
  );
  const strict = MAIN.replace("[falco/config.d]", "[{path: falco/config.d, strategy: add-only}]");
  expect(says(`${strict}rules_files: [a.yaml]\n${fragment}`)).toContain("included with `add-only`");
});

test("what no other file gives says nothing of files", () => {
  expect(
    says(`${MAIN}prio$0rity: info\n#- etc/falco/config.d/10-own.yaml\njson_output: true\n`),
  ).not.toContain("verrid");
});
