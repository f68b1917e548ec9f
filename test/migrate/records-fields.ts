/** What becomes of a field: another one in its place, something of its own, or what a person is asked. */
export interface FieldRow {
  readonly name: string;
  /** As it is after the name, where the field wants one. */
  readonly argument?: string;
  /** How it is checked in a condition; `exists` unless given. */
  readonly check?: string;
  readonly source?: string;
  readonly condition: FieldOutcome;
  readonly output: FieldOutcome;
}

export type FieldOutcome =
  | { readonly becomes: string }
  | { readonly says: readonly [message: string, why: string] };

const GONE =
  "It has no replacement, and Falco rejects the file. Decide what to check instead, or remove what uses it.";
const LEFT_OUT = "Programs that read these outputs may use it. Decide whether it can be removed.";
const OTHER_FIELD =
  "It may need another plugin and have other values. Decide whether it fits, load what it needs, then use it.";

/** Fields that a release of Falco took out without putting anything in their place. */
function gone(since: string, names: readonly string[]): readonly FieldRow[] {
  return names.map((name) => {
    const said = { says: [`Field \`${name}\` was removed in Falco ${since}.`, GONE] } as const;
    return {
      name,
      ...(/(?:\.|\b)(?:arg|tag|label|enterarg|idtag|fortag)$/.test(name) && { argument: "[a]" }),
      condition: said,
      output: said,
    };
  });
}

/** Fields that another one takes over, which may be another plugin's. */
function replaced(
  since: string,
  fields: Readonly<Record<string, string>>,
  rest: Partial<FieldRow> = {},
): readonly FieldRow[] {
  return Object.entries(fields).map(([name, by]) => ({
    name,
    ...(/\.(?:label|hostpath)$/.test(name) && { argument: "[a]" }),
    condition: { says: [`\`${name}\` is deprecated since ${since}. Use \`${by}\`.`, OTHER_FIELD] },
    output: {
      says: [`Field \`${name}\` is deprecated since ${since}. Use \`${by}\` instead.`, OTHER_FIELD],
    },
    ...rest,
  }));
}

/** Fields deprecated that nothing takes over. */
function fading(since: string, names: readonly string[], rest: Partial<FieldRow> = {}): readonly FieldRow[] {
  return names.map((name) => ({
    name,
    ...(name.startsWith("proc.is_") && { check: "= true" }),
    condition: {
      says: [
        `\`${name}\` is deprecated since ${since}. Remove the check.`,
        "It has no replacement. Decide whether the condition still works as intended without the check.",
      ],
    },
    output: {
      says: [`Field \`${name}\` is deprecated since ${since}. Remove it from the output.`, LEFT_OUT],
    },
    ...rest,
  }));
}

/** Fields that got another name, and fields of a time that need none of their own. */
function renamed(source: string, fields: Readonly<Record<string, string>>): readonly FieldRow[] {
  return Object.entries(fields).map(([name, by]) => ({
    name,
    source,
    condition: { becomes: by },
    output: { becomes: by },
  }));
}

const LATENCY = " Its removal is announced without a date (falcosecurity/falco#3744).";
const SPAN = ["arg", "args", "id", "nargs", "ntags", "tag", "tags"];

export const FIELD_ROWS: readonly FieldRow[] = [
  {
    name: "evt.dir",
    check: "= >",
    condition: {
      says: [
        "`evt.dir` is deprecated since Falco 0.42.0. `evt.dir = >` is always false. Its removal is announced without a date (falcosecurity/falco#3690).",
        "The condition around it is never true. Decide what it should match, and write that for `<` events or remove it.",
      ],
    },
    output: {
      says: [
        "Field `evt.dir` is deprecated since Falco 0.42.0. It is always `<`. Its removal is announced without a date (falcosecurity/falco#3690).",
        "Programs that read these outputs may use it. Decide whether it can be replaced.",
      ],
    },
  },
  ...[
    "evt.latency",
    "evt.latency.s",
    "evt.latency.ns",
    "evt.latency.human",
    "evt.latency.quantized",
    "evt.wait_latency",
  ].map(
    (name): FieldRow => ({
      name,
      condition: {
        says: [
          `\`${name}\` is deprecated since Falco 0.43.0. It never has a value.${name === "evt.latency.quantized" ? "" : LATENCY}`,
          "The check is never true. Decide what to check instead, and remove it.",
        ],
      },
      // Falco looks for the names in the text, so that it finds the short one in the longer ones.
      output: {
        says: [
          `Field \`${name === "evt.wait_latency" ? name : "evt.latency"}\` is deprecated since Falco 0.43.0. Remove it from the output.${LATENCY}`,
          LEFT_OUT,
        ],
      },
    }),
  ),
  ...gone("0.42.0", [
    ...["evtin.span.", "evtin.span.p.", "evtin.span.s.", "evtin.span.m."].flatMap((prefix) =>
      SPAN.map((name) => prefix + name),
    ),
    ...SPAN.map((name) => `span.${name}`),
    ...[
      "count",
      "count.fortag",
      "childcount.fortag",
      "duration",
      "duration.fortag",
      "duration.human",
      "duration.quantized",
      "enterarg",
      "enterargs",
      "idtag",
      "rawparenttime",
      "rawtime",
      "time",
    ].map((name) => `span.${name}`),
    ...["framework.id", "framework.name", "task.id", "task.label", "task.labels", "task.name"].map(
      (name) => `mesos.${name}`,
    ),
    ...["app.id", "app.label", "app.labels", "app.name", "group.id", "group.name"].map(
      (name) => `marathon.${name}`,
    ),
  ]),
  ...gone("0.41.0", [
    "syslog.facility",
    "syslog.facility.str",
    "syslog.message",
    "syslog.severity",
    "syslog.severity.str",
  ]),
  ...renamed("k8s_audit", { "jevt.time": "evt.time" }),
  ...renamed("okta", {
    "okta.target.user.aternateid": "okta.target.user.alternateid",
    "okta.target.group.aternateid": "okta.target.group.alternateid",
  }),
  ...fading("Falco 0.44.0", [
    "container.healthcheck",
    "container.liveness_probe",
    "container.readiness_probe",
    "proc.is_container_healthcheck",
    "proc.is_container_liveness_probe",
    "proc.is_container_readiness_probe",
  ]),
  ...replaced("Falco 0.37.0", {
    "k8s.ns.id": "k8smeta.ns.uid",
    "k8s.ns.label": "k8smeta.ns.label",
    "k8s.ns.labels": "k8smeta.ns.labels",
    ...Object.fromEntries(
      ["deployment", "rc", "rs", "svc"].flatMap((kind) =>
        [
          ["id", "uid"],
          ["label", "label"],
          ["labels", "labels"],
          ["name", "name"],
        ].map(([was, is]) => [`k8s.${kind}.${was}`, `k8smeta.${kind}.${is}`] as const),
      ),
    ),
  }),
  ...replaced(
    "version 0.17.0 of plugin `cloudtrail`",
    { "ec2.imageid": "ec2.imageids[0]" },
    { source: "aws_cloudtrail" },
  ),
  ...replaced("version 0.8.0 of plugin `github`", { "github.repo": "github.repo.url" }, { source: "github" }),
  ...replaced(
    "version 0.1.0 of plugin `k8saudit`",
    {
      "ka.req.container.host_network": "ka.req.pod.host_network",
      "ka.req.container.image": "ka.req.pod.containers.image",
      "ka.req.container.image.repository": "ka.req.pod.containers.image.repository",
      "ka.req.container.privileged": "ka.req.pod.containers.privileged",
      "ka.req.volume.hostpath": "ka.req.pod.volumes.hostpath",
    },
    { source: "k8s_audit" },
  ),
  ...fading("version 0.1.0 of plugin `k8saudit`", ["ka.req.binding.subject.has_name"], {
    source: "k8s_audit",
    argument: "[a]",
  }),
];
