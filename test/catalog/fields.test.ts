import { expect, test } from "vitest";
import type { Catalog } from "../../server/src/catalog/catalog.ts";
import { fieldData } from "../../server/src/catalog/data.ts";
import { createCatalogs } from "../../server/src/catalog/load.ts";
import type { Plugins } from "../../server/src/catalog/plugins.ts";
import type { Version } from "../../server/src/catalog/version.ts";

const load = createCatalogs();
const at = (target: Version, plugins: Plugins = "all"): Catalog => load({ target, plugins });

test("every field has a hint", () => {
  expect(fieldData.fields.filter((field) => field.hint.length < 3).map((field) => field.name)).toEqual([]);
});

test("the same request gives the same catalogue", () => {
  expect(at("0.44.1")).toBe(at("0.44.1", "all"));
  expect(at("0.44.1")).not.toBe(at("0.44.0"));
});

test("plugin rules see the fields of all events, their own plugin's and those of no source", () => {
  const names = at("0.44.1", [{ name: "k8saudit" }, { name: "json" }]).fieldNames("k8s_audit");
  expect(names).toContain("evt.hostname");
  expect(names).toContain("ka.verb");
  expect(names).toContain("json.value");
  expect(names).not.toContain("proc.name");
  expect(at("0.44.1", "none").fieldNames("k8s_audit")).toHaveLength(18);
});

test("a field of another source names that source", () => {
  expect(at("0.44.1").lookupField("ka.verb", "syscall")).toMatchObject({
    kind: "other-source",
    sources: ["k8s_audit"],
  });
  expect(at("0.44.1").lookupField("evt.arg.res", "okta")).toMatchObject({
    kind: "other-source",
    sources: ["syscall"],
  });
});

test("a field of a plugin that is not loaded names all that would provide it", () => {
  const lookup = at("0.44.1", "default").lookupField("ka.verb", "syscall");
  expect(lookup).toMatchObject({ kind: "needs-plugin" });
  expect(lookup.kind === "needs-plugin" && lookup.plugins).toContain("k8saudit-gke");
});

test("container fields were Falco's own before 0.41.0", () => {
  expect(at("0.40.0", "none").fieldFor("container.id", "syscall")?.broughtBy).toBeUndefined();
  expect(at("0.40.0", "none").fieldFor("container.id", "syscall")?.name).toBe("container.id");
  expect(at("0.41.0", "none").fieldFor("container.id", "syscall")).toBeUndefined();
  expect(at("0.41.0", "default").fieldFor("container.id", "syscall")?.broughtBy).toBe("container");
});

test("k8s_audit was Falco's own source before 0.32.0", () => {
  expect(at("0.31.1", "none").isSource("k8s_audit")).toBe(true);
  expect(at("0.32.0", "none").isSource("k8s_audit")).toBe(false);
});

test("a field newer than the target says since when it exists", () => {
  const record = fieldData.fields.find((field) => !field.plugin && field.since === "0.40.0");
  expect(at("0.39.2").lookupField(record?.name ?? "", "syscall")).toMatchObject({
    kind: "not-yet",
    since: "0.40.0",
  });
});

test("a removed field says when it went", () => {
  expect(at("0.44.1").lookupField("span.id", "syscall")).toMatchObject({
    kind: "removed",
    removedIn: "0.42.0",
  });
  expect(at("0.44.1").lookupField("span.tag.key", "syscall")).toMatchObject({
    kind: "removed",
    removedIn: "0.42.0",
  });
  expect(at("0.41.3").lookupField("span.id", "syscall")).toMatchObject({ kind: "found" });
});

test("a field newer than the loaded plugin says which version provides it", () => {
  const lookup = at("0.44.1", [{ name: "cloudtrail", version: "0.12.0" }]).lookupField(
    "ec2.imageids",
    "aws_cloudtrail",
  );
  expect(lookup).toMatchObject({ kind: "plugin-too-old", plugin: "cloudtrail", have: "0.12.0" });
});

test("a plugin with another's fields has them whatever its own version", () => {
  expect(
    at("0.44.1", [{ name: "k8saudit-eks", version: "0.1.0" }]).fieldFor("ka.verb", "k8s_audit")?.broughtBy,
  ).toBe("k8saudit-eks");
});

test("a type is the one of the target", () => {
  expect(at("0.35.1").field("proc.tty")?.type).toBe("INT32");
  expect(at("0.36.0").field("proc.tty")?.type).toBe("UINT32");
});

test("the rules loader warns of dropped enter events, but not of all deprecated fields", () => {
  const catalog = at("0.44.1");
  expect(catalog.field("evt.dir")?.loaderWarns).toBe(true);
  expect(catalog.field("evt.latency.quantized")).toMatchObject({
    loaderWarns: false,
    deprecated: { since: "0.43.0" },
  });
  expect(at("0.41.3").field("evt.dir")?.loaderWarns).toBe(false);
});

test("a deprecation of a plugin names the plugin", () => {
  expect(at("0.44.1").field("ec2.imageid")?.deprecated).toEqual({
    since: "0.17.0",
    plugin: "cloudtrail",
    replacedBy: "ec2.imageids[0]",
  });
});

test("an event parameter follows its field after a dot", () => {
  const catalog = at("0.44.1");
  expect(catalog.lookupField("evt.arg.res", "syscall")).toMatchObject({
    kind: "found",
    suffix: "res",
    type: "CHARBUF",
  });
  expect(catalog.lookupField("evt.rawarg.fd", "syscall")).toMatchObject({
    kind: "found",
    suffix: "fd",
    type: "FD",
  });
  expect(catalog.lookupField("evt.type.is.open", "syscall")).toMatchObject({ kind: "found", suffix: "open" });
  expect(catalog.lookupField("evt.abspath.src", "syscall")).toMatchObject({ kind: "found", suffix: "src" });
  expect(catalog.lookupField("thread.cgroup.cpu", "syscall")).toMatchObject({ kind: "found", suffix: "cpu" });
});

test("an unknown parameter and leftovers of a known one are distinguished", () => {
  const lookup = (name: string) => at("0.44.1").lookupField(name, "syscall");
  expect(lookup("evt.arg.zzz")).toEqual({
    kind: "bad-suffix",
    suffix: "zzz",
    field: at("0.44.1").field("evt.arg"),
  });
  expect(lookup("evt.arg.fdx")).toMatchObject({ kind: "bad-suffix", suffix: "fdx", known: "fd" });
  expect(lookup("evt.type.is.NAME")).toMatchObject({ kind: "bad-suffix", known: "" });
});

test("the longest field wins, so that a longer name is not read as an argument", () => {
  expect(at("0.44.1").lookupField("thread.cgroups", "syscall")).toMatchObject({
    kind: "found",
    field: { name: "thread.cgroups" },
  });
  expect(at("0.44.1").lookupField("proc.name.x", "syscall")).toEqual({ kind: "unknown" });
});

test("static fields exist where the configuration is unknown, else those it makes", () => {
  expect(at("0.44.1").fieldFor("static.site", "syscall")?.type).toBe("CHARBUF");
  const known = load({ target: "0.44.1", plugins: "all", staticFields: ["site"] });
  expect(known.fieldFor("static.site", "okta")?.type).toBe("CHARBUF");
  expect(known.fieldFor("static.zone", "okta")).toBeUndefined();
  expect(at("0.41.0").fieldFor("static.site", "syscall")).toBeUndefined();
});

test("plugins that share field names are distinguished by the source", () => {
  expect(at("0.44.1").fieldFor("dummy.value", "dummy_rs")?.plugin).toBe("dummy_rs");
  expect(at("0.44.1").fieldFor("dummy.divisible", "dummy_rs")).toBeUndefined();
});
