/** What becomes of a configuration: another text, or reasons why a person must see to it. */
export interface ConfigRow {
  /** The records that the text is about. */
  readonly keys: readonly string[];
  readonly text: string;
  readonly becomes: string | { readonly person: readonly string[] };
  /** The chart has a word of its own on it, or a block that the configuration has not. */
  readonly notInChart?: true;
}

const CONTAINER_ENGINES =
  "Decide how to convert its value: Move the settings to the container plugin: plugins[name=container].init_config.engines.*. The engines map must name all seven runtimes (bpm, containerd, cri, docker, libvirt_lxc, lxc, podman), each with enabled; docker, podman, containerd and cri also need a non-empty sockets list (only when enabled is true since plugin 0.6.4, Falco 0.43.1; always before). A partial map stops Falco at start.";
const NO_GRPC =
  "Decide how to convert its value: Alerts must go another way: http_output (e.g. to Falcosidekick) plus json_output: true. No value converts.";
const LEGACY_PROBE =
  "Decide whether `modern_ebpf` works on the machines that run this: fatal at start since 0.44.0; kernels without BPF ring buffer need kmod.";

function containerEngine(name: string, setting = "enabled: true"): ConfigRow {
  const keys = [`container_engines.${name}`, `container_engines.${name}.${setting.split(":")[0]}`];
  return {
    keys,
    text: `container_engines:\n  ${name}:\n    ${setting}\n`,
    becomes: { person: [CONTAINER_ENGINES] },
    notInChart: true,
  };
}

/** Each key that is deprecated, gone, or never read, alone and beside what it depends on. */
export const CONFIG_ROWS: readonly ConfigRow[] = [
  {
    keys: ["container_engines"],
    text: "container_engines: {}\n",
    becomes: { person: [CONTAINER_ENGINES] },
    notInChart: true,
  },
  containerEngine("bpm"),
  containerEngine("cri"),
  containerEngine("cri", "cri: [/run/crio/crio.sock]"),
  containerEngine("cri", "disable-cri-async: true"),
  containerEngine("cri", "disable_async: true"),
  {
    keys: ["container_engines.cri.sockets", "container_engines.cri.sockets[]"],
    text: "container_engines:\n  cri:\n    sockets:\n      - /run/crio/crio.sock\n",
    becomes: { person: [CONTAINER_ENGINES] },
    notInChart: true,
  },
  containerEngine("docker"),
  containerEngine("libvirt_lxc"),
  containerEngine("lxc"),
  containerEngine("podman"),
  containerEngine("rocket"),

  // The old probe in use: the driver changes, so it is asked first.
  {
    keys: ["engine.ebpf"],
    text: "engine:\n  kind: ebpf\n  ebpf:\n    probe: /falco.o\n    buf_size_preset: 4 # big\n",
    becomes: {
      person: [
        LEGACY_PROBE,
        "Decide how to convert its value: Rename the block to modern_ebpf, drop probe, set engine.kind to modern_ebpf.",
      ],
    },
  },
  // Not in use: nothing read it, and nothing must begin to.
  {
    keys: ["engine.ebpf.probe"],
    text: "engine:\n  kind: modern_ebpf\n  ebpf:\n    probe: /falco.o\n",
    becomes: "engine:\n  kind: modern_ebpf\n",
  },
  {
    keys: ["engine.ebpf.buf_size_preset"],
    text: "engine:\n  kind: modern_ebpf\n  ebpf:\n    buf_size_preset: 8\n  modern_ebpf:\n    buf_size_preset: 4\n",
    becomes: "engine:\n  kind: modern_ebpf\n  modern_ebpf:\n    buf_size_preset: 4\n",
  },
  {
    keys: ["engine.ebpf.drop_failed_exit"],
    text: "engine:\n  ebpf:\n    drop_failed_exit: true\n  kind: kmod\n",
    becomes: "engine:\n  kind: kmod\n",
  },
  { keys: ["engine.kind"], text: "engine:\n  kind: ebpf\n", becomes: { person: [LEGACY_PROBE] } },
  {
    keys: ["engine.kind"],
    text: "engine:\n  kind: gvisor\n",
    becomes: { person: ["Decide what to run instead: fatal at start since 0.44.0; no replacement engine."] },
  },
  {
    keys: ["engine.gvisor", "engine.gvisor.config", "engine.gvisor.root"],
    text: "engine:\n  kind: kmod\n  gvisor:\n    config: /etc/falco/gvisor.json\n    root: /run/runsc\n",
    becomes: "engine:\n  kind: kmod\n",
  },
  {
    keys: ["engine.gvisor"],
    text: "engine:\n  kind: gvisor\n  gvisor:\n    config: /etc/falco/gvisor.json\n",
    becomes: {
      person: [
        "Decide what to run instead: fatal at start since 0.44.0; no replacement engine.",
        "Its purpose: gVisor source; no successor engine inside Falco. Decide whether that is still needed.",
      ],
    },
  },

  {
    keys: ["grpc", "grpc.enabled", "grpc.bind_address", "grpc.threadiness"],
    text: "grpc:\n  enabled: true\n  bind_address: unix:///run/falco/falco.sock\n  threadiness: 0\n",
    becomes: { person: [NO_GRPC] },
    notInChart: true,
  },
  { keys: ["grpc", "grpc.enabled"], text: "grpc:\n  enabled: false\n  threadiness: 0\n", becomes: "" },
  {
    keys: ["grpc.private_key", "grpc.cert_chain", "grpc.root_certs"],
    text: "grpc:\n  private_key: /a\n  cert_chain: /b\n  root_certs: /c\n",
    becomes: { person: [NO_GRPC] },
    notInChart: true,
  },
  {
    keys: ["grpc_output", "grpc_output.enabled"],
    text: "grpc:\n  enabled: true\ngrpc_output:\n  enabled: true\n",
    becomes: { person: [NO_GRPC, NO_GRPC] },
    notInChart: true,
  },
  { keys: ["grpc_output"], text: "grpc_output:\n  enabled: false\n", becomes: "" },
  // Without a server there is nobody to send to.
  { keys: ["grpc_output"], text: "grpc_output:\n  enabled: true\n", becomes: "", notInChart: true },

  {
    keys: [
      "metadata_download",
      "metadata_download.max_mb",
      "metadata_download.chunk_wait_us",
      "metadata_download.watch_freq_sec",
    ],
    text: "metadata_download:\n  max_mb: 100\n  chunk_wait_us: 1000\n  watch_freq_sec: 1\n",
    becomes: "",
  },
  {
    keys: ["outputs", "outputs.rate", "outputs.max_burst"],
    text: "outputs:\n  rate: 1\n  max_burst: 1000\n",
    becomes: "",
  },
  {
    keys: ["outputs_queue.recovery"],
    text: "outputs_queue:\n  recovery: exit\n  capacity: 0\n",
    becomes: "outputs_queue:\n  capacity: 0\n",
  },
  { keys: ["outputs_queue.recovery"], text: "outputs_queue:\n  recovery: exit\n", becomes: "" },

  {
    keys: ["modern_bpf", "modern_bpf.cpus_for_each_syscall_buffer"],
    text: "engine:\n  kind: modern_ebpf\nmodern_bpf:\n  cpus_for_each_syscall_buffer: 4 # many\n",
    becomes: "engine:\n  kind: modern_ebpf\n  modern_ebpf:\n    cpus_for_each_buffer: 4 # many\n",
    notInChart: true,
  },
  {
    keys: ["modern_bpf"],
    text: "modern_bpf:\n  cpus_for_each_syscall_buffer: 4\n",
    becomes: {
      person: [
        "Move to `engine.modern_ebpf.cpus_for_each_buffer`. This may change what Falco does, so it needs your decision.",
      ],
    },
    notInChart: true,
  },
  {
    keys: ["syscall_buf_size_preset"],
    text: "syscall_buf_size_preset: 4 # big\nengine:\n  kind: kmod\n",
    becomes: "engine:\n  kind: kmod\n  kmod:\n    buf_size_preset: 4 # big\n",
    notInChart: true,
  },
  {
    keys: ["syscall_buf_size_preset"],
    text: "engine:\n  kind: modern_ebpf\n  modern_ebpf:\n    cpus_for_each_buffer: 2\nsyscall_buf_size_preset: 4\n",
    becomes:
      "engine:\n  kind: modern_ebpf\n  modern_ebpf:\n    cpus_for_each_buffer: 2\n    buf_size_preset: 4\n",
    notInChart: true,
  },
  {
    keys: ["syscall_buf_size_preset"],
    text: "syscall_buf_size_preset: 4\n",
    becomes: {
      person: [
        "Decide how to convert its value: Same number; put it in the block of the engine in use (or in kmod and modern_ebpf both).",
      ],
    },
    notInChart: true,
  },
  {
    keys: ["syscall_drop_failed_exit"],
    text: "engine:\n  kind: kmod\nsyscall_drop_failed_exit: true\n",
    becomes: "engine:\n  kind: kmod\n  kmod:\n    drop_failed_exit: true\n",
    notInChart: true,
  },
  {
    keys: ["syscall_drop_failed_exit"],
    text: "syscall_drop_failed_exit: true\n",
    becomes: {
      person: ["Decide how to convert its value: Same boolean; put it in the block of the engine in use."],
    },
    notInChart: true,
  },

  {
    keys: ["rules_file"],
    text: "rules_file:\n  - /etc/falco/rules.yaml # ours\n",
    becomes: "rules_files:\n  - /etc/falco/rules.yaml # ours\n",
  },
  {
    keys: ["rules_file"],
    text: "rules_file: /etc/falco/rules.yaml # ours\n",
    becomes: "rules_files:\n  - /etc/falco/rules.yaml # ours\n",
    notInChart: true,
  },
  {
    keys: ["rule_files", "rule_files[]"],
    text: "rule_files:\n  - /etc/falco/rules.yaml\n",
    becomes: {
      person: ["Decide whether its value should take effect, then rename it to `rules_files`."],
    },
  },
  {
    keys: ["rule_files"],
    text: "rules_files: [a.yaml]\nrule_files:\n  - b.yaml\n",
    becomes: "rules_files: [a.yaml]\n",
  },
  {
    keys: ["webserver.k8s_audit_endpoint"],
    text: "webserver:\n  enabled: true\n  k8s_audit_endpoint: /k8s-audit\n",
    becomes: {
      person: [
        "Decide how to convert its value: Use the k8saudit plugin; its open_params hold host, port and path, e.g. http://:9765/k8s-audit.",
      ],
    },
  },
];
