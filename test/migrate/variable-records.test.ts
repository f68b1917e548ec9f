import { describe, expect, test } from "vitest";
import { optionData } from "../../server/src/catalog/data.ts";
import { NEWEST_FALCO } from "../../server/src/catalog/releases.ts";
import { stageAt } from "../../server/src/catalog/version.ts";
import { hostsFor } from "../samples.ts";
import { migrated } from "./files.ts";

/* What becomes of each environment variable that is removed, in each kind of file in which it can be set. */

interface VariableHost {
  readonly name: string;
  readonly path: string;
  text(variable: string): string;
}

const HOSTS: readonly VariableHost[] = [
  {
    name: "a unit",
    path: "falco.service",
    text: (name) => `[Service]\nEnvironment=${name}=value\nExecStart=/usr/bin/falco\n`,
  },
  {
    name: "a Dockerfile",
    path: "Dockerfile",
    text: (name) => `FROM falcosecurity/falco:${NEWEST_FALCO}\nENV ${name}=value\n`,
  },
  {
    name: "a compose file, map",
    path: "compose.yaml",
    text: (name) =>
      `services:\n  falco:\n    image: falcosecurity/falco:${NEWEST_FALCO}\n    environment:\n      ${name}: value\n`,
  },
  {
    name: "a compose file, list",
    path: "compose.yaml",
    text: (name) =>
      `services:\n  falco:\n    image: falcosecurity/falco:${NEWEST_FALCO}\n    environment:\n      - ${name}=value\n`,
  },
  {
    name: "a DaemonSet",
    path: "daemonset.yaml",
    text: (name) =>
      `apiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n  name: falco\nspec:\n  template:\n    spec:\n      containers:\n        - name: falco\n          image: falcosecurity/falco:${NEWEST_FALCO}\n          env:\n            - name: ${name}\n              value: value\n`,
  },
  { name: "a script", path: "run.sh", text: (name) => `#!/bin/sh\n${name}=value falco\n` },
  {
    name: "a container's option",
    path: "run.sh",
    text: (name) => `#!/bin/sh\ndocker run -e ${name}=value falcosecurity/falco:${NEWEST_FALCO}\n`,
  },
];

/** What to set instead, and what the variable was for. */
type Row = { readonly renamed: string } | { readonly instead: string; readonly was: string };

const ROWS: Readonly<Record<string, Row>> = {
  FALCO_GRPC_HOSTNAME: { renamed: "FALCO_HOSTNAME" },
  FALCO_BPF_PROBE: {
    instead:
      "Use instead: engine.kind: ebpf and engine.ebpf.probe (0.37.0-0.43.1); engine.kind: modern_ebpf since 0.44.0.",
    was: "falco binary: Path of the legacy eBPF probe; being set, even to nothing, chose that driver.",
  },
  FALCO_K8S_API: {
    instead: "Use instead: k8smeta plugin.",
    was: "falco binary: Kubernetes API server, like -k.",
  },
  FALCO_K8S_API_CERT: { instead: "Use instead: k8smeta plugin.", was: "falco binary: Credentials, like -K." },
  FALCO_MESOS_API: { instead: "It has no replacement.", was: "falco binary: Mesos API server, like -m." },
  SKIP_DRIVER_LOADER: {
    instead: "It has no replacement: images have no loader since 0.40.0 (falco.yaml comments still list it).",
    was: "falco fat image: Do not load a driver at container start.",
  },
  FALCO_DRIVER_LOADER_OPTIONS: {
    instead: "Use instead: run the falcosecurity/falco-driver-loader image with arguments.",
    was: "falco fat image: Arguments for the loader at start.",
  },
  DRIVERS_REPO: {
    instead: "Use instead: FALCOCTL_DRIVER_REPOS or falcoctl driver --repo.",
    was: "falco-driver-loader: Where prebuilt drivers come from.",
  },
  DRIVER_NAME: {
    instead: "Use instead: FALCOCTL_DRIVER_NAME or falcoctl driver --name.",
    was: "falco-driver-loader: Driver name.",
  },
  DRIVER_INSECURE_DOWNLOAD: {
    instead: "Use instead: falcoctl driver install --http-insecure.",
    was: "falco-driver-loader: Allow unverified downloads.",
  },
  DRIVER_CURL_OPTIONS: {
    instead:
      "It has no replacement: headers: FALCOCTL_DRIVER_HTTP_HEADERS or --http-headers (0.37.1+ images).",
    was: "falco-driver-loader: Extra curl options.",
  },
  DRIVER_KERNEL_RELEASE: {
    instead: "Use instead: falcoctl driver install --kernelrelease.",
    was: "falco-driver-loader: Kernel release to build for.",
  },
  DRIVER_KERNEL_VERSION: {
    instead: "Use instead: falcoctl driver install --kernelversion.",
    was: "falco-driver-loader: Kernel version to build for.",
  },
  BPF_USE_LOCAL_KERNEL_SOURCES: {
    instead: "It has no replacement.",
    was: "falco-driver-loader: Use local kernel sources.",
  },
};

test("every variable deprecated or gone has its row", () => {
  // Much besides Falco reads `HOME`, so it is left alone.
  const aged = optionData.environment.filter(
    (record) => stageAt(record, NEWEST_FALCO) !== "active" && record.name !== "HOME",
  );
  expect(aged.map(({ name }) => name).sort()).toEqual(Object.keys(ROWS).sort());
});

describe.each(Object.entries(ROWS))("%s", (name, row) => {
  test.each(hostsFor(HOSTS, name))("in $name", ({ path, text }) => {
    const result = migrated({ [path]: text(name) }, NEWEST_FALCO);
    const open = result.needsPerson.map(({ message, why }) => [
      message.replace(/^.*? since Falco [\d.]+\d\. /, ""),
      why,
    ]);
    if ("renamed" in row) expect([result.text(path), open]).toEqual([text(row.renamed), []]);
    else
      expect([result.text(path), open]).toEqual([
        text(name),
        [
          [
            row.instead,
            `Its purpose for the ${row.was} Decide whether that is still needed, then remove it here.`,
          ],
        ],
      ]);
  });
});
