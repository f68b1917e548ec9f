import { expect, test } from "vitest";
import { problemsOf } from "../../../server/src/checks/run.ts";
import { readDocument } from "../../../server/src/hosts/document.ts";
import { createWorkspace } from "../../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../../server/src/model/workspace/settings.ts";

function found(
  plugin: string,
  settings: string,
  more = "",
  files: readonly (readonly [string, string])[] = [],
): readonly string[] {
  const text = `plugins:\n  - name: ${plugin}\n    library_path: lib${plugin}.so\n    init_config: ${settings}\n${more}`;
  const uri = "file:///w/falco.yaml";
  const documents = [["falco.yaml", text] as const, ...files].map(([name, content]) => {
    const one = `file:///w/${name}`;
    return [one, readDocument(one, `/w/${name}`, content)] as const;
  });
  const snapshot = createWorkspace().snapshot(new Map(documents), DEFAULT_SETTINGS);
  return problemsOf(snapshot, uri)
    .filter(({ code }) => code === "plugin-setting")
    .map(({ severity, span }) => `${severity} ${text.slice(span.start, span.end)}`);
}

/** Shapes that the plugins' own pages show, in our words. */
test.each([
  ["container", "{label_max_len: 100, with_size: false, hooks: [create, start]}"],
  ["k8saudit", "{sslCertificate: /etc/falco/cert.pem, maxEventSize: 262144, useAsync: true}"],
  ["k8saudit", '""'],
  ["k8saudit", ""],
  [
    "k8saudit-eks",
    "{shift: 10, polling_interval: 10, use_async: false, buffer_size: 500, region: eu-west-1}",
  ],
  ["k8saudit-gke", "{project_id: my-project, num_goroutines: 5, fetch_cluster_metadata: true}"],
  [
    "k8saudit-aks",
    '{event_hub_name: audit, event_hub_namespace_connection_string: "${EVENT_HUB}", rate_limit_burst: 200}',
  ],
  ["k8saudit-ovh", ""],
  [
    "cloudtrail",
    "{s3DownloadConcurrency: 64, sqsDelete: true, useAsync: false, aws: {profile: default, region: us-east-1}}",
  ],
  ["github", "{useHTTPs: true, websocketServerURL: https://hooks.example.org, secretsDir: /var/github}"],
  ["github", "{token: '${GITHUB_TOKEN}'}"],
  [
    "okta",
    "{organization: mycompany, api_token: xxxxxxxxxxx, cache_expiration: 84600, refresh_interval: 10}",
  ],
  ["gcpaudit", `'{"num_goroutines": 4, "maxout_stand_messages": 100, "project_id": "p", "sub_id": "s"}'`],
  [
    "kafka",
    `'{"brokers": ["kafka:9094"], "topics": ["a"], "groupId": "g", "tlsConfig": {"caCertPath": "/ca.pem"}}'`,
  ],
  [
    "k8smeta",
    "{collectorPort: 45000, collectorHostname: localhost, nodeName: '${NODE}', verbosity: warning, caPEMBundle: /ca.pem, hostProc: /host}",
  ],
  [
    "anomalydetection",
    "{count_min_sketch: {enabled: true, n_sketches: 1, gamma_eps: [[0.001, 0.0001]], behavior_profiles: [{fields: '%proc.name', event_codes: [293, 331]}]}}",
  ],
  ["json", "{anything: 1}"],
  ["collector", "''"],
  ["mine", "{anything: 1}"],
])("settings of %s as its page has them are clean: %s", (plugin, settings) => {
  expect(found(plugin, settings)).toEqual([]);
});

test.each([
  ["container", "{label_max_len: abc}", ["error abc"]],
  ["container", "{with_sise: true}", ["error with_sise"]],
  ["container", "{hooks: [exec]}", ["error exec"]],
  ["container", "{engines: {static: {container_id: 123}}}", ["hint engines", "error 123"]],
  ["k8saudit", "{maxEventSise: 1}", ["warning maxEventSise"]],
  ["k8saudit", "{maxEventSize: -1}", ["error -1"]],
  ["k8saudit-eks", "{polling_interval: 5s}", ["error 5s"]],
  ["k8saudit-gke", "{project_id: 1234567}", ["error 1234567"]],
  ["k8saudit-aks", "{blob_storage_connection_string: Account=a0b1}", ["hint Account=a0b1"]],
  ["cloudtrail", "{sqsDelete: sometimes}", ["error sometimes"]],
  ["cloudtrail", "{aws: {profle: default}}", ["warning profle"]],
  ["cloudtrail", "{aws: default}", ["error default"]],
  ["github", "{useHTTPS: true}", ["warning useHTTPS"]],
  ["github", "{token: ghp_0a1b2c3d4e5f}", ["hint ghp_0a1b2c3d4e5f"]],
  ["okta", "{refresh_interval: soon}", ["error soon"]],
  ["okta", "{organisation: mine}", ["warning organisation"]],
  ["gcpaudit", "{num_goroutine: 4}", ["warning num_goroutine"]],
  ["gcpaudit", `'{"num_goroutines": "many"}'`, ['error "many"']],
  ["gcpaudit", `'{"num_goroutines": "4"}'`, ['error "4"']],
  ["gcpaudit", `'num_goroutines: 4'`, ["error 'num_goroutines: 4'"]],
  ["gcpaudit", `|\n      {\n        "num_goroutine": 4\n      }`, ['warning "num_goroutine"']],
  ["kafka", "{brokers: kafka:9094}", ["error kafka:9094"]],
  ["kafka", "{topics: [1]}", ["error 1"]],
  ["k8smeta", "{collectorHostname: localhost, nodeName: node-1}", ["error init_config"]],
  ["k8smeta", "{collectorHostname: h, nodeName: node-1, collectorPort: 1, verbosity: warn}", ["error warn"]],
  ["anomalydetection", "{count_min_sketch: {n_sketches: 0}}", ["error 0"]],
])("a wrong setting of %s is reported at its place: %s", (plugin, settings, expected) => {
  expect(found(plugin, settings).filter((one) => !one.startsWith("hint engines"))).toEqual(
    expected.filter((one) => !one.startsWith("hint engines")),
  );
});

test("a plugin that is not loaded rejects nothing", () => {
  expect(found("kafka", "{brokers: kafka:9094}", "load_plugins: []\n")).toEqual(["warning kafka:9094"]);
  expect(found("k8smeta", "{nodeName: node-1}", "load_plugins: []\n")).toEqual([]);
});

test.each([
  ["k8saudit", "http://:9765/k8s-audit", []],
  ["k8saudit", "/var/log/audit.jsonl", []],
  ["k8saudit", '""', []],
  ["k8saudit", "${ADDRESS}", []],
  ["k8saudit", "tcp://:9765", ["error tcp://:9765"]],
  ["cloudtrail", "s3://bucket/folder", []],
  ["cloudtrail", "sqs://queue", []],
  ["cloudtrail", "https://bucket.s3.amazonaws.com", ["error https://bucket.s3.amazonaws.com"]],
  ["k8saudit-eks", '""', ['error ""']],
  ["k8saudit-eks", "my-cluster", []],
  ["github", "'*'", []],
  ["github", "falcosecurity/falco, falcosecurity/rules", []],
  ["github", "falco", ["error falco"]],
  ["collector", `'{"addr": ":54827", "buffer": 10}'`, []],
  ["collector", `'{"addr": 54827}'`, ["error 54827"]],
])("open_params of %s: %s", (plugin, params, expected) => {
  expect(found(plugin, "''", `    open_params: ${params}\n`)).toEqual(expected);
});

test("a plugin's own schema decides where a file describes the plugin", () => {
  const described = [
    "mine.falco-plugin.yaml",
    "name: mine\nfields: []\ninit_schema:\n  $ref: '#/definitions/Config'\n  definitions:\n    Config: {type: object, additionalProperties: false, required: [url], properties: {url: {type: string}, level: {enum: [low, high]}}}\n",
  ] as const;
  expect(found("mine", "{url: a, level: low}", "", [described])).toEqual([]);
  expect(found("mine", "{level: hgh, other: 1}", "", [described])).toEqual([
    "error init_config",
    "error hgh",
    "error other",
  ]);
});

test("a pattern of a file's schema is not run, since it may take for ever", () => {
  const schema = "{type: object, properties: {url: {type: string, x-form: url, pattern: '^(a+)+$'}}}";
  const described = ["mine.falco-plugin.yaml", `name: mine\nfields: []\ninit_schema: ${schema}\n`] as const;
  expect(found("mine", `{url: ${"a".repeat(40)}b}`, "", [described])).toEqual([]);
});

test("a setting of a later version of the plugin than the one at hand is reported", () => {
  const described = ["c.falco-plugin.yaml", "name: cloudtrail\nversion: 0.5.0\n"] as const;
  expect(found("cloudtrail", "{aws: {region: a}}", "", [described])).toEqual(["warning region"]);
  expect(found("cloudtrail", "{aws: {region: a}}")).toEqual([]);
});

test.each([
  [
    "values.yaml",
    "driver:\n  kind: modern_ebpf\nfalco:\n  load_plugins: [kafka]\n  plugins:\n    - name: kafka\n      library_path: libkafka.so\n      init_config: {brokers: one}\n",
    "error one",
  ],
  [
    "plugin.yaml",
    "apiVersion: artifact.falcosecurity.dev/v1alpha1\nkind: Plugin\nmetadata: {name: kafka}\nspec:\n  ociArtifact:\n    image: {repository: falcosecurity/plugins/plugin/kafka}\n  config:\n    name: kafka\n    initConfig:\n      brokers: one\n",
    "one",
  ],
])("settings in %s are checked too", (name, text, expected) => {
  const uri = `file:///w/${name}`;
  const document = readDocument(uri, `/w/${name}`, text);
  const snapshot = createWorkspace().snapshot(new Map([[uri, document]]), DEFAULT_SETTINGS);
  const problems = problemsOf(snapshot, uri)
    .filter(({ code }) => code === "plugin-setting")
    .map(({ severity, span }) => `${severity} ${text.slice(span.start, span.end)}`);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(expected);
});
