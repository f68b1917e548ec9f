/** A document of every host, with something of everything that is read in it. */
const RULES = `- required_engine_version: 0.50.0
- list: shells
  items: [bash, "zsh", 'sh']
- macro: spawned
  condition: (evt.type in (execve, execveat) and evt.dir = <)
- rule: Shell
  desc: A shell.
  condition: >
    spawned and proc.name in (shells)
    and not (proc.pname = "a b" or container.id != host)
  output: "%proc.name %toupper(proc.cmdline) (user=%user.name)"
  priority: WARNING
  tags: [a, b]
  exceptions:
  - name: known
    fields: [proc.name, fd.name]
    comps: [=, in]
    values:
    - [a, [b, c]]
- rule: Shell
  condition: and proc.pid > 1
  append: true
`;
const CONFIG = `rules_file:
  - /etc/falco/falco_rules.yaml
json_output: true
engine: {kind: ebpf, ebpf: {probe: /a, buf_size_preset: 4}}
plugins:
  - name: json
    library_path: libjson.so
    init_config: ""
load_plugins: [json]
syscall_event_drops: {threshold: .1, actions: [log], rate: 0.03333, max_burst: 1}
metrics: {enabled: true, interval: 1h, output_rule: true}
`;
const under = (text: string, by: number): string => text.replace(/^(?=.)/gm, " ".repeat(by));

export const SEEDS: readonly (readonly [path: string, text: string])[] = [
  ["falco_rules.yaml", RULES],
  ["my_falco_rules.yaml", RULES.replaceAll("\n", "\r\n")],
  ["falco.yaml", CONFIG],
  [
    "falco.service",
    '[Service]\nEnvironment=FALCO_BPF_PROBE= A=b\nExecStart=/usr/bin/falco -A --cri /x -o engine.kind=bpf \\\n  -o "a[0]=b" $ARGS\n',
  ],
  [
    "Dockerfile",
    `FROM falcosecurity/falco:0.36.0\nENV FALCO_BPF_PROBE=""\nRUN cat > /etc/falco/falco_rules.local.yaml <<EOF\n${RULES}EOF\nCMD ["/usr/bin/falco", "-A", "-o", "json_output=true"]\n`,
  ],
  ["Makefile", "run:\n\t@falco -A -r $(RULES) \\\n\t  -o json_output=$$X\n"],
  [
    "page.md",
    `# falco\n\n> \`\`\`yaml\n> - macro: m\n>   condition: proc.name = a\n> \`\`\`\n\n\`\`\`yaml\n${RULES}\`\`\`\n\n\`\`\`console\n$ falco -A --cri x\n\`\`\`\n`,
  ],
  [
    "main.tf",
    `resource "helm_release" "falco" {\n  chart = "falco"\n  repository = "https://falcosecurity.github.io/charts"\n  version = "4.0.0"\n  set {\n    name = "driver.kind"\n    value = "ebpf"\n  }\n  values = [<<-EOT\n    driver:\n      kind: ebpf\n    customRules:\n      a.yaml: |-\n${under(RULES, 8)}    EOT\n    , yamlencode({ falco = { json_output = true } })]\n}\n`,
  ],
  [
    "docker-compose.yaml",
    'services:\n  falco:\n    image: falcosecurity/falco:0.36.0\n    environment: {FALCO_BPF_PROBE: ""}\n    command: [falco, -A, -o, engine.kind=bpf]\n    entrypoint: /docker-entrypoint.sh\n',
  ],
  [
    ".github/workflows/a.yml",
    "jobs:\n  a:\n    steps:\n    - run: |\n        docker run falcosecurity/falco:0.36.0 falco -A --cri ${{ inputs.x }}\n    - run: helm upgrade -i falco falcosecurity/falco --version 4.0.0 --set driver.kind=ebpf,falco.json_output=true\n",
  ],
  [
    "helmfile.yaml",
    "repositories:\n- {name: falcosecurity, url: https://falcosecurity.github.io/charts}\nreleases:\n- name: falco\n  chart: falcosecurity/falco\n  version: 4.0.0\n  values:\n  - driver: {kind: ebpf}\n    falco:\n      rules_file: [a]\n",
  ],
  [
    "fleet.yaml",
    "helm:\n  chart: falco\n  repo: https://falcosecurity.github.io/charts\n  version: 4.0.0\n  values:\n    driver: {kind: ebpf}\n",
  ],
  [
    "user-data.yaml",
    `#cloud-config\nwrite_files:\n- path: /etc/falco/falco_rules.local.yaml\n  content: |\n${under(RULES, 4)}runcmd:\n- falco -A --cri /x\n- [falco, -A]\n`,
  ],
  [
    "k.yaml",
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: falco}\ndata:\n  falco_rules.local.yaml: |\n${under(RULES, 4)}  falco.yaml: |\n${under(CONFIG, 4)}---\napiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: falco\n    image: falcosecurity/falco:0.36.0\n    args: [/usr/bin/falco, --cri, /x, -pk]\n    env: [{name: FALCO_BPF_PROBE, value: ""}]\n`,
  ],
  [
    "roles/falco/tasks/main.yml",
    `- name: falco\n  ansible.builtin.shell: falco -A {{ x }}\n- ansible.builtin.copy:\n    dest: /etc/falco/falco_rules.local.yaml\n    content: |\n${under(RULES, 6)}`,
  ],
  [
    "values.yaml",
    `driver: {kind: ebpf, ebpf: {path: a}}\nimage: {tag: 0.36.0}\nfalco:\n${under(CONFIG, 2)}customRules:\n  a.yaml: |-\n${under(RULES, 4)}extra:\n  args: [-A, --cri, x]\n`,
  ],
  [
    "Chart.yaml",
    "apiVersion: v2\nname: x\nversion: 1.0.0\ndependencies:\n- {name: falco, repository: https://falcosecurity.github.io/charts, version: 4.0.0}\n",
  ],
  [
    "run.sh",
    `#!/bin/bash\nfalco -A --cri "$X" -o 'engine.kind=bpf' $(cat a) <<EOF\nb\nEOF\ncat > /etc/falco/falco_rules.local.yaml <<'EOF'\n${RULES}EOF\nhelm install falco falcosecurity/falco --version 4.0.0 --set extra.args='{-A,-U}',driver.kind=ebpf\n`,
  ],
  ["falco_rules.yaml.j2", `{% if a %}\n${RULES}{% endif %}\n- list: l\n  items: [{{ b | join(', ') }}]\n`],
  ["falco_rules.yaml.tftpl", `%{ if a }\n${RULES}%{ endif }\n- list: l\n  items: [\${b}]\n`],
  [
    "a.falco-test.yaml",
    `ruleset: [falco_rules.yaml]\ntests:\n- name: shell\n  event: {evt.type: execve, proc.name: bash}\n  fires: [{rule: Shell}]\n- name: none\n  event: {evt.type: open}\n  fires: []\n`,
  ],
  [
    "a.falco-plugin.yaml",
    "name: inhouse\nextract_sources: [syscall]\nevent_source: inhouse\nfields:\n- {name: inhouse.user, type: string, desc: A user.}\n- name: inhouse.port\n  type: uint64\n",
  ],
  [
    "falco.container",
    "[Container]\nImage=docker.io/falcosecurity/falco:0.36.0\nEnvironment=FALCO_BPF_PROBE=\nExec=/usr/bin/falco -A --cri /x -o engine.kind=bpf\n",
  ],
  [
    "Vagrantfile",
    `Vagrant.configure("2") do |config|\n  config.vm.provision "shell", inline: <<-SHELL\n    falco -A --cri /x\n  SHELL\nend\n`,
  ],
  [
    "Pulumi.yaml",
    `name: falco\nresources:\n  rules:\n    type: kubernetes:core/v1:ConfigMap\n    properties:\n      metadata: {name: falco}\n      data:\n        falco_rules.local.yaml: |\n${under(RULES, 10)}`,
  ],
  [
    "operator.yaml",
    `apiVersion: artifact.falcosecurity.dev/v1alpha1\nkind: Rulesfile\nmetadata: {name: r}\nspec:\n  inlineRules:\n${under(RULES, 4)}---\napiVersion: artifact.falcosecurity.dev/v1alpha1\nkind: Config\nspec:\n  config:\n${under(CONFIG, 4)}`,
  ],
  [
    "kustomization.yaml",
    `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [k.yaml]\nconfigMapGenerator:\n- name: falco\n  literals: [FALCO_BPF_PROBE=]\npatches:\n- patch: |\n    - op: add\n      path: /spec/template/spec/containers/0/args/-\n      value: --cri\n  target: {kind: DaemonSet, name: falco}\nhelmCharts:\n- name: falco\n  repo: https://falcosecurity.github.io/charts\n  version: 4.0.0\n  valuesInline:\n    driver: {kind: ebpf}\n`,
  ],
  [
    "workload.tf",
    `resource "kubernetes_daemon_set_v1" "falco" {\n  spec {\n    template {\n      spec {\n        container {\n          image = "falcosecurity/falco:0.36.0"\n          args  = ["/usr/bin/falco", "--cri", "/x"]\n        }\n      }\n    }\n  }\n}\n`,
  ],
  [
    "falcoctl.yaml",
    "artifact:\n  follow:\n    every: 6h0m0s\n    falcoVersions: http://localhost:8765/versions\n    refs: [falco-rules:3]\n  install:\n    refs: [falco-rules:3]\n",
  ],
  [
    "index.yaml",
    "- name: falco-rules\n  type: rulesfile\n  registry: ghcr.io\n  repository: falcosecurity/rules/falco-rules\n  description: Rules\n",
  ],
  [
    "falco-lint.yaml",
    "target: 0.44.1\nplugins: [container, k8saudit@0.7.0]\nseverity:\n  unused-macro: off\nrulesFiles:\n- falco_rules.yaml\n",
  ],
];
