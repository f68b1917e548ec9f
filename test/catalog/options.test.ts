import { expect, test } from "vitest";
import { helmValueAround, helmValueChange } from "../../server/src/catalog/helm.ts";
import {
  ENVIRONMENT,
  environmentVariable,
  loaderWords,
  OPTIONS,
  option,
  optionReplacements,
  optionStage,
  printPreset,
} from "../../server/src/catalog/options.ts";

test("every option and variable has a description", () => {
  for (const { description } of [...OPTIONS, ...ENVIRONMENT]) expect(description).toMatch(/\.$/);
});

test("an option is found by each of its names", () => {
  expect(option("-p")).toBe(option("--print"));
  expect(option("--prin")).toBeUndefined();
});

test("an option goes through its stages", () => {
  const snaplen = OPTIONS.find((one) => one.names.includes("-S"));
  expect(
    snaplen && [
      optionStage(snaplen, "0.39.2"),
      optionStage(snaplen, "0.40.0"),
      optionStage(snaplen, "0.41.0"),
    ],
  ).toEqual(["active", "deprecated", "removed"]);
});

test("the replacement depends on the target", () => {
  const cri = OPTIONS.find((one) => one.names.includes("--cri"));
  expect(cri && optionReplacements(cri, "0.40.0").map((one) => one.kind)).toEqual(["config-option"]);
  expect(cri && optionReplacements(cri, "0.44.1").map((one) => one.kind)).toEqual(["config-file"]);
});

test("variables, presets and loader words are found", () => {
  expect(environmentVariable("FALCO_BPF_PROBE")?.removedIn).toBe("0.38.0");
  expect(printPreset("container")?.effectiveUntil).toBe("0.40.0");
  expect(loaderWords("falcoctl driver install").map((word) => word.name)).toEqual(
    expect.arrayContaining(["--type", "--compile"]),
  );
  expect(loaderWords("falco-driver-loader").find((word) => word.name === "bpf")?.removedIn).toBe("0.37.0");
});

test("a chart value below a renamed block is reported by the block", () => {
  expect(helmValueAround("collectors.containerd.socket")?.record.op).toBe("scalar-to-list");
  expect(helmValueAround("collectors.containerd.unheardOf")).toMatchObject({
    record: { path: "collectors.containerd" },
    rest: "unheardOf",
  });
  expect(helmValueAround("driver.kind.x")).toBeUndefined();
});

test("a driver kind that is removed says since which chart", () => {
  expect(helmValueChange("driver.kind", "gvisor")).toMatchObject({ status: "removed", removedIn: "9.0.0" });
});
