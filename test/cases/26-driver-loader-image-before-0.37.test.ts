import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

test("the image of the time of the script accepts the script's arguments", () => {
  expect(readCase("26-driver-loader-image-before-0.37").problems).toEqual([]);
});

test.each([
  ["0.36.2", "--compile", undefined],
  ["0.36.2", "--print-env", undefined],
  ["0.35.1", "--print-env", "since Falco 0.36.0"],
  ["0.36.2", "bpf", undefined],
  ["0.36.2", "module", undefined],
  ["0.36.2", "kmod", "since Falco 0.37.0"],
  ["0.36.2", "--kernel-release", "since Falco 0.38.0"],
  ["0.37.0", "--compile", undefined],
  ["0.37.0", "bpf", "`ebpf`"],
  ["0.44.1", "modern_ebpf", undefined],
  ["0.44.1", "ebpf", "since Falco 0.44.0"],
])("in %s %s: %s", (version, argument, message) => {
  const files = { "run.sh": `docker run falcosecurity/falco-driver-loader:${version} ${argument}\n` };
  const found = caseOf(files).of("driver-loader-argument");
  expect(found.map(({ text }) => text)).toEqual(message === undefined ? [] : [argument]);
  if (message !== undefined && version !== "0.37.0") expect(found[0]?.message).toContain(message);
});
