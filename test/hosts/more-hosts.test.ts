import { expect, test } from "vitest";
import { caseOf } from "../cases/case.ts";

const shown = (file: string, text: string): readonly string[] =>
  caseOf({ [file]: text }).problems.map((problem) =>
    [problem.line, problem.severity, problem.code, problem.text].join(" "),
  );

test.each([
  [
    "kubectl run",
    "run.sh",
    "kubectl run falco --image=falcosecurity/falco:0.44.1 -- -A\n",
    ["1 error removed-option -A"],
  ],
  [
    "kubectl run of an older release",
    "run.sh",
    "kubectl run falco --image falcosecurity/falco:0.36.2 -- /usr/bin/falco --modern-bpf\n",
    [],
  ],
  [
    "a quadlet",
    "falco.container",
    "[Container]\nImage=docker.io/falcosecurity/falco:0.44.1\nExec=/usr/bin/falco --modern-bpf\nEnvironment=FALCO_BPF_PROBE=\n",
    ["3 error removed-option --modern-bpf", "4 warning removed-variable FALCO_BPF_PROBE"],
  ],
  ["another quadlet", "web.container", "[Container]\nImage=docker.io/library/nginx\nExec=falco -A\n", []],
  [
    "a Vagrantfile",
    "Vagrantfile",
    'Vagrant.configure("2") do |config|\n  config.vm.provision "shell", inline: <<-SHELL\n    apt-get update\n    falco --modern-bpf\n  SHELL\nend\n',
    ["4 error removed-option --modern-bpf"],
  ],
  [
    "a Vagrantfile with a here-document that is not closed",
    "Vagrantfile",
    "# falco\na = <<-SHELLS\nSHELL\nb = <<~SHELL\n  falco -A\nSHELL\nSHELL\n",
    ["5 error removed-option -A"],
  ],
  [
    "Fleet's targets",
    "fleet.yaml",
    "helm:\n  repo: https://falcosecurity.github.io/charts\n  chart: falco\n  version: 9.0.0\ntargetCustomizations:\n  - name: prod\n    helm:\n      values:\n        driver:\n          kind: ebpf\n",
    ["10 error driver-kind ebpf"],
  ],
])("%s", (_name, file, text, expected) => {
  expect(shown(file, text)).toEqual(expected);
});
