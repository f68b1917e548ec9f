import { expect, test } from "vitest";
import { hostOf } from "../../server/src/hosts/all-hosts.ts";
import { caseOf } from "../cases/case.ts";

/** Kind, name and first line of each region, and whether the file holds more than the text. */
function written(path: string, text: string): string[] {
  const regions = hostOf(path, text)?.read(path, text).regions ?? [];
  return regions.map(({ kind, name, fragment, text: inner }) =>
    [kind, name ?? "-", fragment ? "part" : "whole", inner.split("\n")[0]].join(" "),
  );
}

const ENGINE = "engine:\n  kind: kmod\n";
const DEEP = "      engine:\n        kind: kmod\n";

test.each([
  [
    "run.sh",
    `cat > /etc/falco/config.d/a.yaml <<EOF\n${ENGINE}EOF\n`,
    ["config /etc/falco/config.d/a.yaml whole engine:"],
  ],
  [
    "run.sh",
    `cat <<'EOF' | sudo tee -a "/etc/falco/falco.yaml" >/dev/null\n${ENGINE}EOF\n`,
    ["config /etc/falco/falco.yaml part engine:"],
  ],
  [
    "run.sh",
    `sudo tee /etc/falco/falco.yaml > /dev/null <<EOF\n${ENGINE}EOF\n`,
    ["config /etc/falco/falco.yaml whole engine:"],
  ],
  [
    "run.sh",
    `cat >>"$DIR"/falco/config.d/a.yaml <<EOF\n${ENGINE}EOF\n`,
    ["config $DIR/falco/config.d/a.yaml part engine:"],
  ],
  ["run.sh", `cat > /etc/other/engine.yaml <<EOF\n${ENGINE}EOF\n`, []],
  [
    "run.sh",
    `cat > /opt/falco/engine.yaml <<EOF\n${ENGINE}EOF\n`,
    ["config /opt/falco/engine.yaml whole engine:"],
  ],
  ["run.sh", "cat > falco.yaml <<EOF\nname: x\nEOF\n", []],
  [
    "run.sh",
    "cat > /etc/falco/falco.yaml <<EOF\nfalco:\n  json_output: true\n  rules_file: [/a]\nEOF\n",
    ["config /etc/falco/falco.yaml whole falco:"],
  ],
  ["run.sh", "cat > falco.yaml <<EOF\ndriver:\n  kind: kmod\ntty: true\nEOF\n", ["values - whole driver:"]],
  [
    "run.sh",
    "cat > /etc/falco/rules.d/a.yaml <<'EOF'\n- rule: A\n  enabled: false\nEOF\n",
    ["rules - whole - rule: A"],
  ],
  ["run.sh", "cat > /etc/falco/falco.yaml <<EOF\n$FALCO_CONFIG\nEOF\n", []],
  [
    "page.md",
    `\`\`\`bash\n$ cat <<EOF | sudo tee /etc/falco/config.d/a.yaml\n${ENGINE}EOF\n\n$ ls\nengine:\n  kind: ebpf\n\`\`\`\n`,
    ["config /etc/falco/config.d/a.yaml part engine:"],
  ],
  [
    "page.md",
    `\`\`\`console\n# cat << EOF > falco.service\n[Service]\nExecStart=/usr/bin/falco -U\nEOF\n\`\`\`\n`,
    ["command-line - part /usr/bin/falco\0-U"],
  ],
  [
    "main.tf",
    `resource "kubernetes_config_map" "falco" {\n  data = {\n    "/etc/falco/config.d/a.yaml" = <<-EOT\n${DEEP}    EOT\n    "other.yaml" = <<-EOT\n${DEEP}    EOT\n  }\n}\n`,
    ["config /etc/falco/config.d/a.yaml whole       engine:"],
  ],
  [
    "Dockerfile",
    `FROM falcosecurity/falco:0.40.0\nCOPY <<EOF /etc/falco/config.d/a.yaml\n${ENGINE}EOF\n`,
    ["config /etc/falco/config.d/a.yaml whole engine:"],
  ],
  [
    "user-data.yaml",
    `#cloud-config\nwrite_files:\n  - path: /etc/falco/config.d/a.yaml\n    content: |\n${DEEP}`,
    ["config /etc/falco/config.d/a.yaml whole engine:"],
  ],
  [
    "user-data.yaml",
    `#cloud-config\nwrite_files:\n  - path: /etc/falco/falco.yaml\n    append: true\n    content: |\n${DEEP}`,
    ["config /etc/falco/falco.yaml part engine:"],
  ],
  [
    "tasks/main.yml",
    `- copy:\n    dest: /etc/falco/falco.yaml\n    content: |\n${DEEP}`,
    ["config /etc/falco/falco.yaml whole engine:"],
  ],
  [
    "tasks/main.yml",
    `- blockinfile:\n    path: /etc/falco/falco.yaml\n    block: |\n${DEEP}# falco\n`,
    ["config /etc/falco/falco.yaml part engine:"],
  ],
  ["tasks/main.yml", `- copy:\n    dest: /etc/app/engine.yaml\n    content: |\n${DEEP}# falco\n`, []],
] as const)("%s: %j", (path, text, expected) => {
  expect(written(path, text)).toEqual(expected);
});

test.each([
  [">", ["output-without-target"]],
  [">>", []],
])("an output without a target that is written by `%s` gives %j", (redirect, codes) => {
  const text = `cat ${redirect} /etc/falco/falco.yaml <<EOF\nhttp_output:\n  enabled: true\njson_output: true\nEOF\n`;
  expect(caseOf({ "run.sh": text }).problems.map(({ code }) => code)).toEqual(codes);
});
