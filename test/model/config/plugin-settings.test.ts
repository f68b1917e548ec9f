import { expect, test } from "vitest";
import { problemsOf } from "../../../server/src/checks/run.ts";
import { readDocument } from "../../../server/src/hosts/document.ts";
import { createWorkspace } from "../../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../../server/src/model/workspace/settings.ts";

function found(plugin: string, settings: string): readonly string[] {
  const text = `plugins:\n  - name: ${plugin}\n    library_path: lib${plugin}.so\n    init_config: ${settings}\n`;
  const uri = "file:///w/falco.yaml";
  const snapshot = createWorkspace().snapshot(
    new Map([[uri, readDocument(uri, "/w/falco.yaml", text)]]),
    DEFAULT_SETTINGS,
  );
  return problemsOf(snapshot, uri)
    .filter(({ code }) => code === "plugin-setting")
    .map(({ severity, span }) => `${severity} ${text.slice(span.start, span.end)}`);
}

/** Shapes that the plugins' own pages show, in our words. */
test.each([
  ["container", "{label_max_len: 100, with_size: false, hooks: [create, start]}"],
  ["k8saudit", "{sslCertificate: /etc/falco/cert.pem, maxEventSize: 262144, useAsync: true}"],
  ["cloudtrail", "{s3DownloadConcurrency: 64, sqsDelete: true, useAsync: false, aws: {profile: default}}"],
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
  ["json", "{anything: 1}"],
  ["collector", "''"],
])("settings of %s as its page has them are clean: %s", (plugin, settings) => {
  expect(found(plugin, settings)).toEqual([]);
});

test.each([
  ["container", "{label_max_len: abc}", ["error abc"]],
  ["container", "{with_sise: true}", ["error with_sise"]],
  ["container", "{hooks: [exec]}", ["error exec"]],
  ["k8saudit", "{maxEventSise: 1}", ["warning maxEventSise"]],
  ["cloudtrail", "{sqsDelete: sometimes}", ["warning sometimes"]],
  ["github", "{useHTTPS: true}", ["warning useHTTPS"]],
  ["okta", "{refresh_interval: soon}", ["warning soon"]],
  ["okta", "{organisation: mine}", ["warning organisation"]],
  ["gcpaudit", "{num_goroutine: 4}", ["warning num_goroutine"]],
  ["kafka", "{brokers: kafka:9094}", ["warning kafka:9094"]],
  ["github", "{token: ghp_0a1b2c3d4e5f}", ["hint ghp_0a1b2c3d4e5f"]],
  ["gcpaudit", `'{"num_goroutines": "many"}'`, [`warning '{"num_goroutines": "many"}'`]],
])("a wrong setting of %s is reported at its place: %s", (plugin, settings, expected) => {
  expect(found(plugin, settings)).toEqual(expected);
});
