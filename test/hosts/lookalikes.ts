/** Files that speak of Falco or look like its own, and are another program's: path and text. Nothing may be found in them. */
export const LOOKALIKES: readonly (readonly [path: string, text: string])[] = [
  // Other programs called falco.
  [
    ".falco.yml",
    "linter:\n  verbose: warning\n  rules:\n    acl/syntax: error\nsimulator:\n  port: 3124\ntesting:\n  timeout: 100\n",
  ],
  [
    "Makefile",
    "lint:\n\tfalco -vv -I ./vcl lint main.vcl\n\tfalco stats --json default.vcl\n\tfalco terraform\n",
  ],
  [
    ".github/workflows/vcl.yml",
    "jobs:\n  a:\n    steps:\n      - run: |\n          falco -vv --json lint default.vcl\n          falco test -t 60 ./main.vcl\n          falco format -w main.vcl\n      - run: falco console -s recv\n",
  ],
  [
    "Dockerfile",
    'FROM ghcr.io/ysugimoto/falco:1.14.0\nENTRYPOINT ["/falco"]\nCMD ["lint", "-v", "main.vcl"]\n',
  ],
  ["run.sh", "falco generate --template x\nfalco new project -A\n./falco ./main.vcl\nfalco\n"],
  [
    "compose.yaml",
    "services:\n  falco:\n    image: falconpy/falco-api:2.0\n    command: [gunicorn, -b, 0.0.0.0, app]\n    environment:\n      FALCON_CLIENT_ID: x\n",
  ],
  [
    "compose.yaml",
    "services:\n  ui:\n    image: falcosecurity/falcosidekick-ui:2.2.0\n    command: [-r, redis:6379]\n  kick:\n    image: falcosecurity/falcosidekick:2.29.0\n    environment:\n      - SLACK_WEBHOOKURL=x\n",
  ],
  [
    "ds.yaml",
    "apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - name: falco-exporter\n          image: falcosecurity/falco-exporter:0.8.3\n          args: [--client-socket=unix:///run/falco/falco.sock, --timeout=2m]\n        - name: falcoctl\n          image: falcosecurity/falcoctl:0.11.0\n          args: [artifact, follow, --log-format=json]\n        - image: falcosecurity/event-generator:0.11.0\n          args: [run, --loop]\n        - image: falcosecurity/k8s-metacollector:0.1.1\n          args: [run]\n",
  ],
  // Neighbours' settings.
  [
    "falcosidekick.yaml",
    "listenport: 2801\ndebug: false\ncustomfields:\n  a: b\nslack:\n  webhookurl: x\n  outputformat: all\nwebhook:\n  address: http://falco\n",
  ],
  [
    "falcoctl.yaml",
    "artifact:\n  follow:\n    every: 6h0m0s\n    falcoVersions: http://localhost:8765/versions\n    refs: [falco-rules:3]\n  install:\n    refs: [falco-rules:3]\ndriver:\n  type: [modern_ebpf, kmod]\n  name: falco\nindexes:\n  - name: falcosecurity\n    url: https://falcosecurity.github.io/falcoctl/index.yaml\n",
  ],
  [
    "talon/rules.yaml",
    "- action: Terminate Pod\n  actionner: kubernetes:terminate\n- rule: Terminal shell in container\n  match:\n    rules:\n      - Terminal shell in container\n    output_fields:\n      - k8s.ns.name!=kube-system\n  actions:\n    - action: Terminate Pod\n",
  ],
  [
    "values.yaml",
    "config:\n  slack:\n    webhookurl: x\n  customfields: falco:x\nwebui:\n  enabled: true\nimage:\n  repository: falcosecurity/falcosidekick\n",
  ],
  // Monitoring of Falco.
  [
    "prometheus.yml",
    "scrape_configs:\n  - job_name: falco\n    static_configs:\n      - targets: [falco:8765]\nrule_files:\n  - falco_alerts.yml\n",
  ],
  [
    "alerts.yaml",
    'groups:\n  - name: falco\n    rules:\n      - alert: FalcoDown\n        expr: up{job="falco"} == 0\n        for: 5m\n        labels: {severity: page}\n        annotations:\n          summary: falco -A is down\n',
  ],
  [
    "pr.yaml",
    "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata:\n  name: falco\nspec:\n  groups:\n    - name: falco\n      rules:\n        - alert: FalcoDrops\n          expr: rate(falcosecurity_falco_dropped[5m]) > 0\n",
  ],
  [
    "values.yaml",
    "prometheus:\n  additionalScrapeConfigs:\n    - job_name: falco\nfalco:\n  enabled: true\n  serviceMonitor:\n    enabled: true\ngrafana:\n  enabled: true\n",
  ],
  [
    "values.yaml",
    "falco:\n  enabled: true\n  namespace: falco\n  metrics: true\n  driver: modern_ebpf\nkyverno:\n  enabled: true\n",
  ],
  [
    "sm.yaml",
    "apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata:\n  name: falco\nspec:\n  endpoints:\n    - port: metrics\n",
  ],
  // Rules of others.
  [
    "sigma/shell.yml",
    "title: Shell by Falco\nlogsource:\n  product: linux\ndetection:\n  selection:\n    Image: /bin/sh\n  condition: selection and not filter\nlevel: high\nfalsepositives: [falco]\n",
  ],
  [
    "rules/sigma.yaml",
    "- title: a\n  detection:\n    selection: {x: y}\n    condition: selection\n  level: low\n",
  ],
  [
    "wazuh.yaml",
    "- rule:\n    id: 100100\n    level: 7\n    description: falco alert\n- list: audit-keys\n  path: etc/lists\n",
  ],
  ["crs.yaml", "- rule: 920100\n  action: block\n  condition: request_uri contains falco\n"],
  [
    "waf.yaml",
    "rules:\n  - rule: block-falco\n    priority: 10\n    condition: ip in [1.2.3.4]\n    output: deny\n",
  ],
  ["waf.yaml", "- rule: deny-all\n  enabled: true\n  priority: 5\n  action: deny\n"],
  ["lint.yaml", "- rule: no-console\n  severity: error\n  enabled: false\n  message: x\n"],
  ["macros.yaml", "- macro: get_date\n  args: [x]\n  body: select 1\n- macro: cents\n  description: dbt\n"],
  ["prompts.yaml", "- list: todo\n  title: Things\n  entries: [a, b]\n- rule: be nice\n  desc: always\n"],
  [
    "audit-policy.yaml",
    "apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n  - level: RequestResponse\n    users: [falco]\n",
  ],
  [
    "kyverno.yaml",
    "apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata:\n  name: falco\nspec:\n  rules:\n    - name: x\n      preconditions:\n        all:\n          - key: a\n",
  ],
  [
    "tracee.yaml",
    "apiVersion: tracee.aquasec.com/v1beta1\nkind: Policy\nmetadata:\n  name: a\nspec:\n  rules:\n    - event: openat\n      filters: [data.pathname=/falco]\n",
  ],
  [
    "gatekeeper.yaml",
    "apiVersion: templates.gatekeeper.sh/v1\nkind: ConstraintTemplate\nspec:\n  targets:\n    - rego: |\n        # falco\n        violation { condition: x }\n",
  ],
  [
    "cm.yaml",
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: falco-dash\ndata:\n  dash.json: \'{"title": "falco", "rules": []}\'\n  talon.yaml: |-\n    - rule: Terminate\n      match:\n        rules: [x]\n      actions: [a]\n  prom.yaml: |\n    groups:\n      - name: falco\n        rules:\n          - alert: x\n            expr: y\n',
  ],
  ["codeql.yml", "- rule: falco\n  condition:\n    any: [a, b]\n  output:\n    file: x\n"],
  [
    "home.yaml",
    "- rule: lights\n  desc: Lights on.\n  condition:\n    - condition: state\n      entity_id: light.falco\n  output: x\n",
  ],
  // Configuration management and pipelines.
  [
    "group_vars/all.yml",
    'falco_version: 0.36.2\nfalco_driver: ebpf\nfalco_grpc: {enabled: true}\nfalco_rules_file: [/etc/falco/a.yaml]\nfalco_extra_args: "-pk -A"\n',
  ],
  ["defaults/main.yml", "---\nfalco_rules:\n  - name: x\nrules_file: roles.yml\njson_output: false\n"],
  [
    "tasks/main.yml",
    '- name: falco -A\n  ansible.builtin.service:\n    name: falco\n    state: started\n- name: apt\n  ansible.builtin.apt:\n    name: falco\n- debug:\n    msg: "falco --modern-bpf"\n',
  ],
  [
    ".github/workflows/a.yml",
    "name: falco -A\non: push\nenv:\n  FALCO_VERSION: 0.36.0\njobs:\n  a:\n    steps:\n      - name: falco -k\n        uses: falcosecurity/falco-actions/start@v1\n        with:\n          config: falco.yaml\n      - run: echo 'falco -k x' && which falco && systemctl status falco\n",
  ],
  [
    ".gitlab-ci.yml",
    "rules:\n  - if: $X\nfalco:\n  rules:\n    - if: $Y\n  script:\n    - echo falco -A\n    - grep -q falco -A 3 log\n",
  ],
  [
    "helmfile.yaml",
    "repositories:\n  - name: falcosecurity\nreleases:\n  - name: falco-exporter\n    chart: falcosecurity/falco-exporter\n    version: 0.9.0\n    set:\n      - name: ebpf.enabled\n        value: true\n  - name: app\n    chart: ./falco-app\n    values:\n      - driver: {kind: ebpf}\n",
  ],
  [
    "user-data.yaml",
    "#cloud-config\npackages: [falco]\nruncmd:\n  - [systemctl, enable, falco]\n  - echo falco -A\nwrite_files:\n  - path: /etc/falco-note\n    content: falco -A\n",
  ],
  [
    "tasks/argv.yml",
    "- name: falco\n  ansible.builtin.command:\n    argv: [systemctl, restart, falco, -A]\n",
  ],
  ["Chart.yaml", "name: falco\nversion: 9.9.9\nappVersion: 0.1.0\n"],
  [
    "main.tf",
    'resource "helm_release" "falco_exporter" {\n  chart = "falco-exporter"\n  values = [<<-EOT\n    falco:\n      grpcUnixSocketPath: unix:///run/falco/falco.sock\n  EOT\n  ]\n}\n',
  ],
  [
    "kustomization.yaml",
    "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [falco.yaml]\nimages:\n  - name: falcosecurity/falco\n    newTag: 0.36.0\n",
  ],
  // Files that are called as Falco's are.
  ["roles/falco/defaults/falco.yml", "---\n"],
  ["group_vars/falco.yml", "falco_engine: ebpf\nfalco_rules_files: []\n"],
  ["playbooks/falco.yml", "- name: Install\n  import_playbook: base.yml\n"],
  ["apps/falco.yaml", "name: falco\nnamespace: security\nsync: true\n"],
  ["links/falco.yaml", "../base/falco.yaml\n"],
  ["falco-rules.yaml", "groups:\n  - name: falco\n    rules:\n      - alert: Down\n        expr: up == 0\n"],
  ["talon/falco_rules.yaml", "- rule: Shell\n  match:\n    rules: [Shell]\n  actions:\n    - action: Kill\n"],
  ["vars/falco_rules.yml", "falco_rules:\n  - name: a\n    when: b\n"],
  // Words about Falco.
  [
    "page.md",
    "Run `falco -A`, or `falco -k`.\n\n    falco -k\n\n```text\nfalco -A\n```\n\n```console\n$ falco --version\nfalco -A: not an option\n$ falco -L | head\nFalco version: 0.38.0\n```\n\n```yaml\n- rule: ...\n```\n\n```yaml\nrules:\n  - rule: x\n```\n\n```\n- rule: x\n  condition: y\n```\n",
  ],
  [
    "page.md",
    '```yaml\n- rule: <name>\n  ...\n```\n\n```diff\n- falco -A\n+ falco\n```\n\n```bash\n# falco -A is gone\necho "falco -A"\nman falco -A\n```\n',
  ],
  [
    "notes.sh",
    "# falco -A\n: <<'X'\nfalco -A\nX\necho falco -k http://x\ncat <<EOF\nUse falco -A, or falco -k.\nEOF\nprintf '%s' 'falco -A'\nps aux | grep falco -A 3\npkill falco -9\nalias falco='falco2 -A'\n",
  ],
  [
    "other.service",
    "[Unit]\nAfter=falco.service\n[Service]\nExecStart=/usr/bin/falcosidekick -c /etc/x.yaml\nExecStartPre=/bin/sh -c 'pgrep falco -A'\n",
  ],
];
