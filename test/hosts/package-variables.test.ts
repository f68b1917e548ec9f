import { describe, expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { fixture } from "../features/fixture.ts";

/** What is found, as code and marked text. */
function found(path: string, text: string): string[] {
  const { snapshot, uri } = fixture(`#- ${path}\n${text}`);
  return problemsOf(snapshot, uri).map(({ code, span }) => `${code}: ${text.slice(span.start, span.end)}`);
}

const GONE = ["driver-loader-argument: ebpf"];

describe("the driver that a package is to set up is one that it knows", () => {
  test.each([
    ["FALCO_DRIVER_CHOICE=ebpf apt-get install -y falco", GONE],
    ["sudo FALCO_DRIVER_CHOICE=ebpf dnf install -y falco", GONE],
    ['FALCO_FRONTEND=noninteractive FALCO_DRIVER_CHOICE="ebpf" dpkg -i falco.deb', GONE],
    ["export FALCO_DRIVER_CHOICE=ebpf", GONE],
    ["FALCO_DRIVER_CHOICE=ebpf apt-get install -y falco=0.44.0", GONE],
    ["FALCO_DRIVER_CHOICE=ebpf apt-get install -y falco=0.43.1", []],
    ["FALCO_DRIVER_CHOICE=modern_ebpf FALCOCTL_ENABLED=no yum install falco", []],
    ["FALCO_DRIVER_CHOICE=none apt install falco", []],
    ["FALCO_DRIVER_CHOICE=$KIND apt install falco", []],
    ["DRIVER=ebpf apt install falco", []],
  ])("%s", (line, expected) => {
    expect(found("run.sh", `${line}\n`)).toEqual(expected);
    expect(found("Dockerfile", `FROM debian\nRUN ${line}\n`)).toEqual(expected);
  });

  test("in a Dockerfile's ENV", () =>
    expect(found("Dockerfile", "FROM debian\nENV FALCO_DRIVER_CHOICE=ebpf\n")).toEqual(GONE));
});

test("it is reported by the variable's name, and the modern probe is offered", () => {
  const text = "export FALCO_DRIVER_CHOICE=ebpf\n";
  const { snapshot, uri } = fixture(`#- run.sh\n${text}`);
  const [problem] = problemsOf(snapshot, uri);
  expect(problem?.message).toBe(
    "`FALCO_DRIVER_CHOICE` does not accept `ebpf` since Falco 0.44.0. Use `modern_ebpf`.",
  );
  expect(
    problem?.fixes.map(({ safety, edits }) => [
      safety,
      applyEdits(
        text,
        edits.map(({ newText, ...span }) => ({ span, newText })),
      ),
    ]),
  ).toEqual([["unsafe", "export FALCO_DRIVER_CHOICE=modern_ebpf\n"]]);
});
