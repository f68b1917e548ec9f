import { expect, test } from "vitest";
import { complete } from "../../server/src/features/completion/complete.ts";
import { hover } from "../../server/src/features/hover/hover.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { type Fixture, fixture } from "./fixture.ts";

const unit = (args: string, more = ""): Fixture =>
  fixture(`#- etc/falco.service\n[Service]\nExecStart=/usr/bin/falco ${args}\n${more}`);

function labels(args: string): readonly string[] {
  const { snapshot, uri, offset } = unit(args);
  return complete(snapshot, uri, offset).map(({ label }) => label);
}

function taken(args: string, label: string): string {
  const { snapshot, uri, offset, text } = unit(args);
  const found = complete(snapshot, uri, offset).find((one) => one.label === label);
  return (
    applyEdits(text(uri), found ? [found.edit] : [])
      .split("falco ")[1]
      ?.trim() ?? ""
  );
}

function says(args: string, more = ""): string {
  const { snapshot, uri, offset } = unit(args, more);
  return hover(snapshot, uri, offset)?.markdown ?? "";
}

test("keys are offered after -o, lists to be added to", () => {
  expect(labels("-o eng$0")).toEqual(expect.arrayContaining(["engine.kind", "json_output", "rules_files[]"]));
  expect(labels("-o eng$0")).not.toContain("grpc.enabled");
  expect(taken("-o eng$0", "engine.kind")).toBe("-o engine.kind");
  expect(taken("-o eng$0=kmod", "engine.kind")).toBe("-o engine.kind=kmod");
});

test("values are offered after the equals sign", () => {
  expect(labels("-o engine.kind=$0")).toContain("nodriver");
  expect(labels("-o json_output=$0")).toEqual(["true", "false"]);
  expect(taken("-o engine.kind=k$0", "kmod")).toBe("-o engine.kind=kmod");
});

test("options are offered as before elsewhere", () => {
  expect(labels("-o json_output=true --d$0")).toContain("--dry-run");
});

const CONFIG = "#- etc/falco.yaml\nrules_files: [a.yaml]\njson_output: false\nengine:\n  kind: kmod\n";

test("the key is explained with the line that it overrides", () => {
  expect(says("-o json_out$0put=true", CONFIG)).toContain("**`json_output`**");
  expect(says("-o json_out$0put=true", CONFIG)).toContain(
    "Overrides [etc/falco.yaml:2](file:///work/etc/falco.yaml#L2).",
  );
  expect(says("-c /etc/falco/falco.yaml -o engine.ki$0nd=nodriver", CONFIG)).toContain(
    "Overrides [etc/falco.yaml:4]",
  );
  expect(says("-o rules_fi$0les[]=b.yaml", CONFIG)).toContain("Added to the list in [etc/falco.yaml:1]");
});

test("nothing is said of a configuration that is not the one named, or that does not have the key", () => {
  expect(says("-c /opt/other.yaml -o json_out$0put=true", CONFIG)).not.toContain("Overrides");
  expect(says("-o log_le$0vel=info", CONFIG)).not.toContain("Overrides");
});
