import { describe, expect, test } from "vitest";
import { readYaml } from "../../server/src/syntax/yaml.ts";
import { migrated } from "./files.ts";

const UNIT = (options: string): string =>
  `[Service]\nExecStart=/usr/bin/falco -c /etc/falco/falco.yaml${options} -U\n`;
const ENGINES = [
  "      engines:",
  "        docker: {enabled: true, sockets: [/var/run/docker.sock]}",
  "        podman: {enabled: true, sockets: [/run/podman/podman.sock]}",
  "        containerd: {enabled: true, sockets: [/run/host-containerd/containerd.sock]}",
  "        cri: {enabled: true, sockets: [/run/a.sock]}",
  "        lxc: {enabled: true}",
  "        libvirt_lxc: {enabled: true}",
  "        bpm: {enabled: true}",
  "",
].join("\n");
const PLUGIN = `  - name: container\n    library_path: libcontainer.so\n    init_config:\n${ENGINES}`;

/** What becomes of a unit with these options and a configuration, with the unsafe fixes of a migration. */
function joined(options: string, config: string): { readonly unit: string; readonly config: string } {
  const severities = { "missing-plugin-version": "off" } as const;
  const result = migrated({ "etc/falco.yaml": config, "falco.service": UNIT(options) }, "0.44.1", {
    unsafe: true,
    severities,
  });
  expect(readYaml(result.text("etc/falco.yaml")).problems).toEqual([]);
  return { unit: result.text("falco.service"), config: result.text("etc/falco.yaml") };
}

describe("--cri", () => {
  test.each([
    [
      "nothing of plugins",
      "json_output: true # ours\n",
      `json_output: true # ours\nplugins:\n${PLUGIN}load_plugins: [container]\n`,
    ],
    ["no line end", "json_output: true", `json_output: true\nplugins:\n${PLUGIN}load_plugins: [container]`],
    [
      "a list of what is loaded",
      "load_plugins: [json]\njson_output: true\n",
      `load_plugins: [json, container]\njson_output: true\nplugins:\n${PLUGIN}`,
    ],
    [
      "other plugins",
      "plugins:\n  - name: json # ours\n    library_path: libjson.so\njson_output: true\n",
      `plugins:\n  - name: json # ours\n    library_path: libjson.so\n${PLUGIN}json_output: true\n`,
    ],
    [
      "the plugin without engines",
      "plugins:\n  - name: container\n    library_path: libcontainer.so\n    init_config:\n      with_size: false # slow\nload_plugins: [container]\n",
      `plugins:\n  - name: container\n    library_path: libcontainer.so\n    init_config:\n      with_size: false # slow\n${ENGINES}load_plugins: [container]\n`,
    ],
    [
      "the plugin with sockets",
      "plugins:\n  - name: container\n    library_path: libcontainer.so\n    init_config:\n      engines:\n        cri:\n          enabled: true\n          sockets:\n            - /run/b.sock # kept\n",
      "plugins:\n  - name: container\n    library_path: libcontainer.so\n    init_config:\n      engines:\n        cri:\n          enabled: true\n          sockets:\n            - /run/b.sock # kept\n            - /run/a.sock\n",
    ],
  ])("joins a configuration with %s", (_what, config, expected) => {
    expect(joined(" --cri /run/a.sock", config)).toEqual({ unit: UNIT(""), config: expected });
  });

  test("all sockets go along, each once", () => {
    const { unit, config } = joined(
      " --cri /run/a.sock --cri /run/b.sock --cri /run/a.sock",
      "json_output: true\n",
    );
    expect(unit).toBe(UNIT(""));
    expect(config).toContain("cri: {enabled: true, sockets: [/run/a.sock, /run/b.sock]}");
  });

  test.each([
    [
      "the engine is off",
      "plugins:\n  - name: container\n    library_path: libcontainer.so\n    init_config:\n      engines:\n        cri: {enabled: false, sockets: [/run/b.sock]}\n",
    ],
    ["plugins are written in one line", "plugins: [{name: json, library_path: libjson.so}]\n"],
  ])("stays where %s", (_what, config) => {
    expect(joined(" --cri /run/a.sock", config)).toEqual({ unit: UNIT(" --cri /run/a.sock"), config });
  });
});

test("-k provides the plugin that replaced it", () => {
  expect(
    joined(
      " -k https://10.0.0.1",
      "load_plugins: []\nplugins:\n  - name: json\n    library_path: libjson.so\n",
    ),
  ).toEqual({
    unit: UNIT(""),
    config:
      "load_plugins: [k8smeta]\nplugins:\n  - name: json\n    library_path: libjson.so\n  - name: k8smeta\n    library_path: libk8smeta.so\n    init_config:\n      collectorHostname: k8s-metacollector\n      collectorPort: 45000\n      nodeName: ${FALCO_K8S_NODE_NAME}\n",
  });
});

test("nothing moves unless it is asked for", () => {
  const files = { "etc/falco.yaml": "json_output: true\n", "falco.service": UNIT(" --cri /run/a.sock") };
  const result = migrated(files, "0.44.1");
  expect(result.files).toEqual([]);
  expect(result.needsPerson.map(({ code }) => code)).toEqual(["removed-option"]);
});

test("a manifest's own configuration is joined, in its text", () => {
  const text = (args: string, config: string): string =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: falco\ndata:\n  falco.yaml: |\n    json_output: true\n${config}---\napiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n  name: falco\nspec:\n  template:\n    spec:\n      containers:\n        - name: falco\n          image: falcosecurity/falco:0.44.1\n          args:\n            - /usr/bin/falco\n${args}            - -U\n`;
  const result = migrated(
    { "falco.yaml.yml": text("            - --cri\n            - /run/a.sock\n", "") },
    "0.44.1",
    { unsafe: true },
  );
  expect(result.text("falco.yaml.yml")).toBe(
    text(
      "",
      `    plugins:\n${PLUGIN}    load_plugins: [container]\n`.replace(
        PLUGIN,
        PLUGIN.replace(/^(?=.)/gm, "    "),
      ),
    ),
  );
});
