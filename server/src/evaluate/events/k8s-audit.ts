/** Fields of the k8saudit plugin from an audit event. Source: the plugin's `extract.go` and its documentation of fields. */
import type { EventValue } from "../values/value.ts";
import { isJsonObject, jsonAt, jsonText, jsonTexts, type JsonValue } from "./json-value.ts";

const REQUEST = "requestObject";
const POD_CONTEXT = [REQUEST, "spec", "securityContext"];

/** Fields that are one value of the event. */
const SINGLE: readonly (readonly [string, ...string[]])[] = [
  ["ka.auditid", "auditID"],
  ["ka.stage", "stage"],
  ["ka.auth.decision", "annotations", "authorization.k8s.io/decision"],
  ["ka.auth.reason", "annotations", "authorization.k8s.io/reason"],
  ["ka.auth.openshift.decision", "annotations", "authentication.openshift.io/decision"],
  ["ka.auth.openshift.username", "annotations", "authentication.openshift.io/username"],
  ["ka.security.pod.violations", "annotations", "pod-security.kubernetes.io/audit-violations"],
  [
    "ka.validations.admission.policy.failure",
    "annotations",
    "validation.policy.admission.k8s.io/validation_failure",
  ],
  ["ka.cluster.name", "annotations", "cluster_name"],
  ["ka.user.name", "user", "username"],
  ["ka.impuser.name", "impersonatedUser", "username"],
  ["ka.verb", "verb"],
  ["ka.uri", "requestURI"],
  ["ka.target.name", "objectRef", "name"],
  ["ka.target.namespace", "objectRef", "namespace"],
  ["ka.target.resource", "objectRef", "resource"],
  ["ka.target.subresource", "objectRef", "subresource"],
  ["ka.req.binding.role", REQUEST, "roleRef", "name"],
  ["ka.req.configmap.name", "objectRef", "name"],
  ["ka.req.configmap.obj", REQUEST, "data"],
  ["ka.req.pod.host_ipc", REQUEST, "spec", "hostIPC"],
  ["ka.req.pod.host_network", REQUEST, "spec", "hostNetwork"],
  ["ka.req.container.host_network", REQUEST, "spec", "hostNetwork"],
  ["ka.req.pod.host_pid", REQUEST, "spec", "hostPID"],
  ["ka.req.pod.run_as_user", ...POD_CONTEXT, "runAsUser"],
  ["ka.req.pod.run_as_group", ...POD_CONTEXT, "runAsGroup"],
  ["ka.req.pod.fs_group", ...POD_CONTEXT, "fsGroup"],
  ["ka.req.service.type", REQUEST, "spec", "type"],
  ["ka.resp.name", "responseObject", "metadata", "name"],
  ["ka.response.code", "responseStatus", "code"],
  ["ka.response.reason", "responseStatus", "reason"],
  ["ka.useragent", "userAgent"],
];

/** Fields that are a list of the event, without an index. */
const LISTS: readonly (readonly [string, ...string[]])[] = [
  ["ka.user.groups", "user", "groups"],
  ["ka.req.binding.subjects", REQUEST, "subjects"],
  ["ka.req.role.rules", REQUEST, "rules"],
  ["ka.req.pod.supplemental_groups", ...POD_CONTEXT, "supplementalGroups"],
];

/** What a container states, by the last part of the field's name. */
const CONTAINER_VALUES: readonly (readonly [string, ...string[]])[] = [
  ["privileged", "securityContext", "privileged"],
  ["allow_privilege_escalation", "securityContext", "allowPrivilegeEscalation"],
  ["read_only_fs", "securityContext", "readOnlyRootFilesystem"],
  ["run_as_user", "securityContext", "runAsUser"],
  ["run_as_group", "securityContext", "runAsGroup"],
  ["proc_mount", "securityContext", "procMount"],
  ["add_capabilities", "securityContext", "capabilities", "add"],
  ["name", "name"],
  ["args", "args"],
  ["command", "command"],
];

export function k8sAuditFields(event: JsonValue): ReadonlyMap<string, EventValue> {
  const fields = new Map<string, EventValue>();
  const set = (name: string, value: EventValue | undefined): void => {
    if (value !== undefined) fields.set(name, value);
  };
  for (const [name, ...path] of SINGLE) set(name, jsonText(jsonAt(event, path)));
  for (const [name, ...path] of LISTS) set(name, jsonTexts(jsonAt(event, path)));
  const [resource, subresource] = ["resource", "subresource"].map((key) =>
    jsonText(jsonAt(event, ["objectRef", key])),
  );
  // The plugin takes the name of the answer, for pods themselves only.
  if (resource === "pods" && !subresource)
    set("ka.target.pod.name", jsonText(jsonAt(event, ["responseObject", "metadata", "name"])));
  set("ka.req.binding.subject.has_name", "true");
  setParameters(event, set);
  setSubjects(event, set);
  setContainers(event, set);
  setVolumes(event, set);
  setIndexed("ka.sourceips", listAt(event, ["sourceIPs"]), (item) => textsOf(item), set);
  setIndexed("ka.req.service.ports", listAt(event, [REQUEST, "spec", "ports"]), (item) => textsOf(item), set);
  for (const key of ["apiGroups", "nonResourceURLs", "verbs", "resources"]) {
    setIndexed(
      `ka.req.role.rules.${key}`,
      listAt(event, [REQUEST, "rules"]),
      (rule) => jsonTexts(jsonAt(rule, [key])) ?? [],
      set,
    );
  }
  return fields;
}

type Set = (name: string, value: EventValue | undefined) => void;

function listAt(event: JsonValue, path: readonly string[]): readonly JsonValue[] | undefined {
  const found = jsonAt(event, path);
  return Array.isArray(found) ? found : undefined;
}

function textsOf(value: JsonValue): readonly string[] {
  return jsonTexts(value) ?? [jsonText(value)].flatMap((text) => text ?? []);
}

/** A list of all items, and one for each index. */
function setIndexed(
  name: string,
  items: readonly JsonValue[] | undefined,
  read: (item: JsonValue) => readonly string[],
  set: Set,
): void {
  if (!items) return;
  const each = items.map(read);
  set(name, each.flat());
  for (const [index, values] of each.entries()) set(`${name}[${index}]`, values);
}

/** `ka.uri.param[x]`: the first value of each parameter. */
function setParameters(event: JsonValue, set: Set): void {
  const uri = jsonText(jsonAt(event, ["requestURI"]));
  const query = uri?.includes("?") ? uri.slice(uri.indexOf("?") + 1).replace(/#[^]*/, "") : "";
  const seen = new Set<string>();
  for (const pair of query.split("&")) {
    const [key = "", value = ""] = splitOnce(pair, "=").map(decoded);
    if (pair === "" || seen.has(key)) continue;
    seen.add(key);
    set(`ka.uri.param[${key}]`, value);
  }
}

function splitOnce(text: string, mark: string): readonly string[] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

function setSubjects(event: JsonValue, set: Set): void {
  const subjects = listAt(event, [REQUEST, "subjects"]);
  if (!subjects) return;
  const names = (kind: string, shown: (name: string, subject: JsonValue) => string): readonly string[] =>
    subjects.flatMap((subject) => {
      const name = jsonText(jsonAt(subject, ["name"]));
      return name !== undefined && jsonAt(subject, ["kind"]) === kind ? [shown(name, subject)] : [];
    });
  set(
    "ka.req.binding.subjects.user_names",
    names("User", (name) => name),
  );
  set(
    "ka.req.binding.subjects.group_names",
    names("Group", (name) => name),
  );
  set(
    "ka.req.binding.subjects.serviceaccount_names",
    names("ServiceAccount", (name) => name),
  );
  set(
    "ka.req.binding.subjects.serviceaccount_ns_names",
    names("ServiceAccount", (name, subject) => `${jsonText(jsonAt(subject, ["namespace"])) ?? ""}:${name}`),
  );
}

function setContainers(event: JsonValue, set: Set): void {
  for (const kind of ["containers", "initContainers", "ephemeralContainers"]) {
    const containers = listAt(event, [REQUEST, "spec", kind]);
    const name = `ka.req.pod.${kind}`;
    for (const [last, ...path] of CONTAINER_VALUES)
      setIndexed(`${name}.${last}`, containers, (one) => textsOf(jsonAt(one, path)), set);
    setIndexed(`${name}.host_port`, kind === "ephemeralContainers" ? undefined : containers, portsOf, set);
    for (const [last, key] of [
      ["eff_run_as_user", "runAsUser"],
      ["eff_run_as_group", "runAsGroup"],
    ] as const) {
      const ofPod = jsonText(jsonAt(event, [...POD_CONTEXT, key])) ?? "0";
      setIndexed(
        `${name}.${last}`,
        containers,
        (one) => [jsonText(jsonAt(one, ["securityContext", key])) ?? ofPod],
        set,
      );
    }
    // One container without an image leaves the plugin without any.
    const images = containers?.every((one) => jsonAt(one, ["image"]) !== undefined) ? containers : undefined;
    setIndexed(`${name}.image`, images, imageOf, set);
    setIndexed(`${name}.image.repository`, images, (one) => imageOf(one).map(repositoryOf), set);
  }
  const containers = listAt(event, [REQUEST, "spec", "containers"]);
  const [first] = containers ?? [];
  const [image] = first === undefined ? [] : imageOf(first);
  set("ka.req.container.image", image);
  set("ka.req.container.image.repository", image === undefined ? undefined : repositoryOf(image));
  const isPrivileged = containers?.some((one) => jsonAt(one, ["securityContext", "privileged"]) === true);
  set("ka.req.container.privileged", isPrivileged === undefined ? undefined : String(isPrivileged));
}

function imageOf(container: JsonValue): readonly string[] {
  return textsOf(jsonAt(container, ["image"]));
}

/** The image up to its first colon, as the plugin has it. */
function repositoryOf(image: string): string {
  return image.split(":")[0]?.split("@")[0] ?? "";
}

/** Ports of the host; a port without one counts as such, as it is on the network of the host. */
function portsOf(container: JsonValue): readonly string[] {
  return (listAt(container, ["ports"]) ?? []).flatMap((port) =>
    textsOf(jsonAt(port, ["hostPort"]) ?? jsonAt(port, ["containerPort"])),
  );
}

function setVolumes(event: JsonValue, set: Set): void {
  const volumes = listAt(event, [REQUEST, "spec", "volumes"]);
  setIndexed(
    "ka.req.pod.volumes.hostpath",
    volumes,
    (one) => textsOf(jsonAt(one, ["hostPath", "path"])),
    set,
  );
  setIndexed(
    "ka.req.pod.volumes.flexvolume_driver",
    volumes,
    (one) => textsOf(jsonAt(one, ["flexVolume", "driver"])),
    set,
  );
  setIndexed(
    "ka.req.pod.volumes.volume_type",
    volumes,
    (one) => (isJsonObject(one) ? Object.keys(one).filter((key) => key !== "name") : []),
    set,
  );
  // `ka.req.volume.hostpath[/x*]` asks for a path, or with a star for the beginning of one.
  for (const volume of volumes ?? []) {
    const path = jsonText(jsonAt(volume, ["hostPath", "path"]));
    if (path === undefined) continue;
    set(`ka.req.volume.hostpath[${path}]`, "true");
    for (let end = 0; end <= Math.min(path.length, 1000); end++)
      set(`ka.req.volume.hostpath[${path.slice(0, end)}*]`, "true");
  }
}
