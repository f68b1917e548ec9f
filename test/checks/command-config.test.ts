import { describe, expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { fixture } from "../features/fixture.ts";

/** What is found in the first file, as severity, code, marked words and the places beside it. */
function found(text: string): string[] {
  const { snapshot, uri, text: textOf } = fixture(text);
  return problemsOf(snapshot, uri).map(({ severity, code, span, related }) => {
    const beside = related.map(
      (place) =>
        ` (${place.uri.slice("file:///work/".length)}: ${textOf(place.uri).slice(place.start, place.end)})`,
    );
    return `${severity} ${code} ${textOf(uri).slice(span.start, span.end)}${beside.join("")}`;
  });
}

function messages(text: string): string {
  const { snapshot, uri } = fixture(text);
  return problemsOf(snapshot, uri)
    .map(({ message }) => message)
    .join("\n");
}

const CONFIG =
  "#- falco.yaml\nengine:\n  kind: kmod\njson_output: yes\nrules_files:\n  - /etc/falco/falco_rules.yaml\n  - /etc/falco/rules.d\n";
const unit = (args: string): string =>
  `#- falco.service\n[Service]\nExecStart=/usr/bin/falco ${args}\n${CONFIG}`;

test.each([
  ["-o metrics.enabled=true -o metrics.interval=50ms", ["error metrics-interval 50ms"]],
  ["-o metrics.interval=5 -o metrics.enabled=true", ["error metrics-interval 5"]],
  ["-o metrics.enabled=true -o metrics.interval=50ms -o metrics.interval=1s", []],
  ["-o metrics.enabled=false -o metrics.interval=50ms", []],
  ["-o metrics.enabled=true", []],
  ["-o metrics.interval=50ms", []],
  [
    "-o syscall_event_drops.actions[0]=ignore -o syscall_event_drops.actions[1]=alert",
    ["error drop-action-conflict alert"],
  ],
])("%s is checked as a whole, without a file", (args, expected) => {
  expect(found(`#- falco.service\n[Service]\nExecStart=/usr/bin/falco ${args}\n`)).toEqual(expected);
});

test("settings that are wrong together are reported once, beside the file too", () => {
  expect(
    found(unit("-c falco.yaml -o metrics.enabled=true -o metrics.interval=50ms")).filter((one) =>
      one.includes("metrics-interval"),
    ),
  ).toEqual(["error metrics-interval 50ms"]);
});

describe("a value of the configuration that a line sets too", () => {
  test("is reported with its place, where they differ", () => {
    expect(found(unit("-o engine.kind=modern_ebpf"))).toEqual([
      "hint overridden-config-value engine.kind (falco.yaml: kmod)",
    ]);
    expect(messages(unit("-o engine.kind=modern_ebpf"))).toBe(
      "`engine.kind` is `kmod` in falco.yaml, and the option has priority. Change one of them.",
    );
    expect(found(unit("-o engine.kind=kmod -o json_output=true"))).toEqual([]);
    expect(found(unit("-o priority=info"))).toEqual([]);
  });

  test("is one of the file that the line names, or that lies beside it", () => {
    expect(found(unit("-c /opt/other.yaml -o engine.kind=modern_ebpf"))).toEqual([]);
    expect(found(unit("-c $CONFIG -o engine.kind=modern_ebpf"))).toEqual([]);
    expect(
      found(unit("-o engine.kind=modern_ebpf").replace("#- falco.yaml", "#- other/folder/falco.yaml")),
    ).toEqual([]);
  });

  test("is one of the same chart values", () => {
    const values = (falco: string): string =>
      `#- values.yaml\ndriver:\n  enabled: false\nextra:\n  args: [-o, log_level=debug]\nfalco:\n${falco}`;
    expect(found(values("  log_level: info\n"))).toEqual([
      "hint overridden-config-value log_level (values.yaml: info)",
    ]);
    expect(found(values("  json_output: true\n"))).toEqual([]);
  });

  test("is one of the only ConfigMap beside a workload, in its file or its folder", () => {
    const pod =
      "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: falcosecurity/falco\n      args: [/usr/bin/falco, -o, log_level=debug]\n";
    const map =
      "---\napiVersion: v1\nkind: ConfigMap\ndata:\n  falco.yaml: |\n    log_level: info\n    json_include_tags_property: true\n";
    expect(found(`#- ds.yaml\n${pod}${map}`)).toEqual([
      "hint overridden-config-value log_level (ds.yaml: info)",
    ]);
    expect(found(`#- ds.yaml\n${pod}${map}${map}`)).toEqual([]);
    expect(found(`#- ds.yaml\n${pod}#- cm.yaml\n${map}`)).toEqual([
      "hint overridden-config-value log_level (cm.yaml: info)",
    ]);
    expect(found(`#- ds.yaml\n${pod}#- cm.yaml\n${map}#- cm2.yaml\n${map}`)).toEqual([]);
    expect(found(`#- ds.yaml\n${pod}#- other/cm.yaml\n${map}`)).toEqual([]);
  });

  test("is never one of a page, which shows examples", () => {
    expect(
      found(`#- README.md\n\`\`\`sh\nfalco -c falco.yaml -o engine.kind=modern_ebpf\n\`\`\`\n${CONFIG}`),
    ).toEqual([]);
  });

  test("wins in an included file of 0.38 to 0.40", () => {
    const text = (version: string): string =>
      `#- Dockerfile\nFROM falcosecurity/falco:${version}\nCMD ["falco", "-c", "falco.yaml", "-o", "log_level=debug"]\n#- falco.yaml\nconfig_files: [config.d]\n#- config.d/a.yaml\nlog_level: info\n`;
    expect(found(text("0.40.0"))).toEqual([
      "warning overridden-config-value log_level (config.d/a.yaml: info)",
    ]);
    expect(found(text("0.41.0"))).toEqual(["hint overridden-config-value log_level (config.d/a.yaml: info)"]);
  });
});

describe("rules files", () => {
  test("of the configuration are not loaded beside `-r`, save those that it names", () => {
    expect(found(unit("-r /etc/falco/rules.d"))).toEqual([
      "hint overridden-config-value -r (falco.yaml: /etc/falco/falco_rules.yaml)",
    ]);
    expect(found(unit("-r /etc/falco/rules.d/ -r /etc/falco/falco_rules.yaml"))).toEqual([]);
    expect(found(unit("-r $RULES"))).toEqual([]);
    expect(found(unit("-V /etc/falco/rules.d"))).toEqual([]);
  });

  test("that `-o` names have no effect beside `-r`", () => {
    expect(found("#- run.sh\nfalco -r a.yaml -o rules_files[]=b.yaml\n")).toContain(
      "warning overridden-config-value rules_files[]",
    );
    expect(found("#- run.sh\nfalco -o 'rules_files[]=b.yaml'\n")).toEqual([]);
  });

  test("cannot be named in the old way and the new one", () => {
    const args = "-c falco.yaml -o rules_file=b.yaml";
    expect(found(unit(args))).toContain("error rules-files-twice rules_file (falco.yaml: rules_files)");
    expect(found(unit(args).replace(/rules_files:[^]*/, ""))).not.toContain(
      expect.stringContaining("rules-files-twice"),
    );
  });
});

test("what keeps Falco from starting with a line's options is found there", () => {
  const text = (url: string): string =>
    `#- falco.service\n[Service]\nExecStart=/usr/bin/falco -c falco.yaml -o http_output.enabled=true\n#- falco.yaml\nhttp_output:\n  enabled: false\n  url: "${url}"\nstdout_output:\n  enabled: true\n`;
  expect(found(text("http://a"))).toEqual([
    "hint overridden-config-value http_output.enabled (falco.yaml: false)",
  ]);
  expect(found(text(""))).toEqual([
    "hint overridden-config-value http_output.enabled (falco.yaml: false)",
    expect.stringMatching(/^error .* http_output\.enabled \(falco\.yaml: ""\)$/),
  ]);
});
