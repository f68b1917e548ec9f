import { expect, test } from "vitest";
import { fieldsOfRawEvent, sourceOfRawEvent } from "../../server/src/evaluate/events/raw-event.ts";
import { runTests } from "../../server/src/evaluate/tests/run-tests.ts";
import { readTestFile } from "../../server/src/evaluate/tests/test-file.ts";
import { catalog } from "./ask.ts";
import { rulesOf } from "./rules.ts";

const AUDIT = {
  kind: "Event",
  auditID: "7d7f",
  stage: "ResponseComplete",
  requestURI: "/api/v1/namespaces/shop/pods?fieldManager=kubectl&dryRun=All&x=a%20b",
  verb: "create",
  user: { username: "ann", groups: ["dev", "system:authenticated"] },
  sourceIPs: ["10.0.0.1", "192.0.2.7"],
  userAgent: "kubectl/v1.31",
  objectRef: { resource: "pods", namespace: "shop", name: "web" },
  annotations: { "authorization.k8s.io/decision": "allow", cluster_name: "blue" },
  responseObject: { metadata: { name: "web" } },
  responseStatus: { code: 201 },
  requestObject: {
    spec: {
      hostNetwork: true,
      securityContext: { runAsUser: 1000, supplementalGroups: [5, 6] },
      containers: [
        {
          name: "a",
          image: "example.com/app:1.2",
          securityContext: { privileged: true },
          ports: [{ hostPort: 80 }, { containerPort: 8080 }],
        },
        {
          name: "b",
          image: "nginx@sha256:1",
          securityContext: { runAsUser: 0, capabilities: { add: ["NET_ADMIN", "SYS_TIME"] } },
        },
      ],
      volumes: [
        { name: "v", hostPath: { path: "/var/run" } },
        { name: "w", emptyDir: {} },
      ],
    },
  },
};

test("fields of an audit event of Kubernetes are those of its plugin", () => {
  const fields = fieldsOfRawEvent(JSON.stringify(AUDIT), sourceOfRawEvent(AUDIT));
  const expected: Readonly<Record<string, unknown>> = {
    "ka.auditid": "7d7f",
    "ka.verb": "create",
    "ka.uri.param[dryRun]": "All",
    "ka.uri.param[x]": "a b",
    "ka.user.groups": ["dev", "system:authenticated"],
    "ka.sourceips[1]": ["192.0.2.7"],
    "ka.auth.decision": "allow",
    "ka.target.resource": "pods",
    "ka.target.pod.name": "web",
    "ka.cluster.name": "blue",
    "ka.response.code": "201",
    "ka.req.pod.host_network": "true",
    "ka.req.pod.supplemental_groups": ["5", "6"],
    "ka.req.pod.containers.image": ["example.com/app:1.2", "nginx@sha256:1"],
    "ka.req.pod.containers.image.repository": ["example.com/app", "nginx"],
    "ka.req.pod.containers.image.repository[1]": ["nginx"],
    "ka.req.container.image.repository": "example.com/app",
    "ka.req.container.privileged": "true",
    "ka.req.pod.containers.privileged": ["true"],
    "ka.req.pod.containers.eff_run_as_user": ["1000", "0"],
    "ka.req.pod.containers.add_capabilities": ["NET_ADMIN", "SYS_TIME"],
    "ka.req.pod.containers.host_port": ["80", "8080"],
    "ka.req.pod.volumes.hostpath": ["/var/run"],
    "ka.req.pod.volumes.volume_type": ["hostPath", "emptyDir"],
    "ka.req.volume.hostpath[/var/run]": "true",
    "ka.req.volume.hostpath[/var/*]": "true",
    "json.value[/objectRef/name]": "web",
    "jevt.value[/user/groups/0]": "dev",
  };
  for (const [name, value] of Object.entries(expected))
    expect([name, fields.get(name)]).toEqual([name, value]);
  expect(fields.has("ka.req.volume.hostpath[/etc*]")).toBe(false);
  expect(fields.has("ka.impuser.name")).toBe(false);
});

test("subjects and rules of roles are read by kind and by index", () => {
  const fields = fieldsOfRawEvent(
    {
      auditID: "1",
      verb: "create",
      requestObject: {
        subjects: [
          { kind: "User", name: "ann" },
          { kind: "ServiceAccount", name: "bot", namespace: "ci" },
          { kind: "Group", name: "dev" },
        ],
        rules: [{ verbs: ["get", "list"], resources: ["pods"] }, { verbs: ["*"] }],
      },
    },
    "k8s_audit",
  );
  expect(fields.get("ka.req.binding.subjects.user_names")).toEqual(["ann"]);
  expect(fields.get("ka.req.binding.subjects.group_names")).toEqual(["dev"]);
  expect(fields.get("ka.req.binding.subjects.serviceaccount_ns_names")).toEqual(["ci:bot"]);
  expect(fields.get("ka.req.role.rules.verbs")).toEqual(["get", "list", "*"]);
  expect(fields.get("ka.req.role.rules.verbs[1]")).toEqual(["*"]);
  expect(fields.get("ka.req.role.rules.resources")).toEqual(["pods"]);
});

test("fields of a record of CloudTrail are those of its plugin", () => {
  const record = {
    eventVersion: "1.08",
    userIdentity: {
      type: "AssumedRole",
      accountId: "12",
      arn: "arn:x",
      sessionContext: { sessionIssuer: { userName: "deploy" } },
    },
    eventSource: "s3.amazonaws.com",
    eventName: "GetObject",
    awsRegion: "eu-west-1",
    sourceIPAddress: "192.0.2.1",
    requestParameters: { bucketName: "b", key: "k" },
    additionalEventData: { bytesTransferredOut: 33, bytesTransferredIn: 0 },
    readOnly: true,
    managementEvent: false,
  };
  expect(sourceOfRawEvent(record)).toBe("aws_cloudtrail");
  const fields = fieldsOfRawEvent(record, "aws_cloudtrail");
  const expected: Readonly<Record<string, unknown>> = {
    "ct.user": "deploy",
    "ct.user.accountid": "12",
    "ct.shortsrc": "s3",
    "ct.readonly": "true",
    "ct.managementevent": "false",
    "s3.uri": "s3://b/k",
    "s3.bytes": 33,
    "s3.cnt.get": 1,
    "ct.request": '{"bucketName":"b","key":"k"}',
    "ct.info": "deploy via 192.0.2.1 ← GetObject Size=33 URI=s3://b/k",
  };
  for (const [name, value] of Object.entries(expected))
    expect([name, fields.get(name)]).toEqual([name, value]);
  expect(
    fieldsOfRawEvent({ ...record, readOnly: undefined, eventName: "RunInstances" }, "aws_cloudtrail").get(
      "ct.readonly",
    ),
  ).toBe("false");
});

test.each([
  [{ type: "IAMUser", userName: "ann" }, "ann"],
  [{ type: "AssumedRole", arn: "arn:aws:sts::12:assumed-role/deploy/ann", principalId: "A:bob" }, "ann"],
  [{ type: "AssumedRole", arn: "arn:aws:sts::12:assumed-role/a/b/c", principalId: "A:bob" }, "bob"],
  [{ type: "AssumedRole", principalId: "A" }, undefined],
  [{ type: "AWSService", invokedBy: "ec2.amazonaws.com" }, undefined],
])("the original user of %j is %s", (userIdentity, user) => {
  expect(fieldsOfRawEvent({ userIdentity }, "aws_cloudtrail").get("ct.originaluser")).toBe(user);
});

test("a pod has a name in the answer to a request for itself only", () => {
  const nameOf = (subresource?: string): unknown =>
    fieldsOfRawEvent({ ...AUDIT, objectRef: { ...AUDIT.objectRef, subresource } }, "k8s_audit").get(
      "ka.target.pod.name",
    );
  expect([nameOf(), nameOf(""), nameOf("exec")]).toEqual(["web", "web", undefined]);
});

test("the summary of a record of CloudTrail is worded as its plugin does it", () => {
  const record = {
    userIdentity: { type: "AWSService", invokedBy: "ec2.amazonaws.com" },
    sourceIPAddress: "ec2.amazonaws.com",
    eventName: "PutBucketPublicAccessBlock",
    requestParameters: { bucketName: "b" },
    readOnly: false,
  };
  const infoOf = (more: object): unknown =>
    fieldsOfRawEvent({ ...record, ...more }, "aws_cloudtrail").get("ct.info");
  expect(infoOf({})).toBe("ec2.amazonaws.com → PutBucketPublicAccessBlock");
  expect(infoOf({ requestParameters: { PublicAccessBlockConfiguration: { BlockPublicAcls: true } } })).toBe(
    "ec2.amazonaws.com → PutBucketPublicAccessBlock BlockPublicAcls=false BlockPublicPolicy=false IgnorePublicAcls=false RestrictPublicBuckets=false ",
  );
  expect(infoOf({ userIdentity: undefined })).toBe("<invalid cloudtrail event: userIdentity field missing>");
});

test("every field that an extractor gives is one of the catalogue's", () => {
  const record = {
    eventSource: "a",
    eventName: "b",
    awsRegion: "c",
    responseElements: { instancesSet: { items: [{ imageId: "i" }] } },
  };
  for (const [raw, source] of [
    [AUDIT, "k8s_audit"],
    [record, "aws_cloudtrail"],
  ] as const) {
    const names = [...fieldsOfRawEvent(raw, source).keys()].map((name) => name.replace(/\[.*$/s, ""));
    const unknown = [...new Set(names)].filter((name) => catalog.lookupField(name, source).kind !== "found");
    expect(unknown).toEqual([]);
  }
});

test("any JSON has values by pointer, with long numbers in full", () => {
  const fields = fieldsOfRawEvent('{"a/b": {"~": [1, null, 12345678901234567890]}}', undefined);
  expect(fields.get("json.value[/a~1b/~0/2]")).toBe("12345678901234567890");
  expect(fields.has("json.value[/a~1b/~0/1]")).toBe(false);
});

test("a test file holds raw events and alerts", () => {
  const rules = rulesOf(`
- rule: Pod with host network
  desc: d
  condition: ka.verb = create and ka.target.resource = pods and ka.req.pod.host_network = true
  output: Pod by %ka.user.name with %ka.req.pod.containers.image
  priority: WARNING
  source: k8s_audit
- rule: Shell
  desc: d
  condition: proc.name = bash
  output: Shell
  priority: WARNING
`);
  const file = readTestFile(
    `tests:\n- name: raw\n  raw: ${JSON.stringify(AUDIT)}\n  fires: [{rule: Pod with host network, output: "Pod by ann with (example.com/app:1.2,nginx@sha256:1)"}]\n` +
      `- name: alert\n  alert: {rule: Shell, output_fields: {proc.name: bash}}\n  event: {proc.pid: 1}\n  fires: [Shell]\n`,
  );
  expect(file.problems).toEqual([]);
  expect(runTests(file, rules).map(({ failures }) => failures)).toEqual([[], []]);
});
