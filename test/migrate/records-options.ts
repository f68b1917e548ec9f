/** What becomes of words of a command line: other words, or a reason why a person must see to it. */
export interface OptionRow {
  /** The first name of the option's record. */
  readonly option: string;
  readonly words: readonly string[];
  readonly becomes: readonly string[] | { readonly person: string };
  /** The release to move to; the newest unless given. */
  readonly target?: `${number}.${number}.${number}`;
}

const GVISOR = (name: string): string =>
  `The gVisor engine is gone. Decide how to do without \`${name}\`, then remove it here.`;
const CRI_NOTE =
  "Repeatable since 0.31.1. The -o form named by the help text works only in 0.40.0: 0.39.x read another key, 0.41.0 dropped container_engines. The container plugin rejects an engines map without one of the seven runtimes.";

/** Every way in which an option that is deprecated or removed can be given, and what Falco's own notes say to write instead. */
export const OPTION_ROWS: readonly OptionRow[] = [
  { option: "-A", words: ["-A"], becomes: ["-o", "base_syscalls.all=true"] },
  { option: "-b", words: ["-b"], becomes: ["-o", "buffer_format_base64=true"] },
  { option: "-b", words: ["--print-base64"], becomes: ["-o", "buffer_format_base64=true"] },
  {
    option: "--cri",
    words: ["--cri", "/run/crio/crio.sock"],
    becomes: {
      person: `Decide what is still needed, add that to the configuration of this Falco, then remove \`--cri\` here. ${CRI_NOTE}`,
    },
  },
  {
    option: "--cri",
    words: ["--cri", "/run/crio/crio.sock"],
    target: "0.40.0",
    becomes: ["-o", "container_engines.cri.sockets[]=/run/crio/crio.sock"],
  },
  {
    option: "--disable-cri-async",
    words: ["--disable-cri-async"],
    becomes: {
      person:
        "Decide whether you can do without it, then remove it here. The help text named container_engines.cri.disable_async, but no release reads that key (code: container_engines.cri.disable-cri-async, 0.39.0-0.40.0). Nothing replaces it since 0.41.0; delete.",
    },
  },
  {
    option: "-d",
    words: ["-d"],
    becomes: {
      person:
        "Let systemd, the container runtime or the shell do it. Decide how to do without `-d`, then remove it here.",
    },
  },
  {
    option: "-d",
    words: ["--daemon"],
    becomes: {
      person:
        "Let systemd, the container runtime or the shell do it. Decide how to do without `--daemon`, then remove it here.",
    },
  },
  { option: "-D", words: ["-D", "shell"], becomes: ["-o", "rules[].disable.rule=*shell*"] },
  {
    option: "-D",
    words: ["-D", "shell", "-D", "port"],
    becomes: ["-o", "rules[].disable.rule=*shell*", "-o", "rules[].disable.rule=*port*"],
  },
  { option: "-T", words: ["-T", "network"], becomes: ["-o", "rules[].disable.tag=network"] },
  {
    option: "-t",
    words: ["-t", "container"],
    becomes: ["-o", "rules[].disable.rule=*", "-o", "rules[].enable.tag=container"],
  },
  {
    option: "-t",
    words: ["-t", "container", "-v", "-t", "host"],
    becomes: [
      "-o",
      "rules[].disable.rule=*",
      "-o",
      "rules[].enable.tag=container",
      "-v",
      "-o",
      "rules[].enable.tag=host",
    ],
  },
  {
    option: "-e",
    words: ["-e", "trace.scap"],
    becomes: ["-o", "engine.kind=replay", "-o", "engine.replay.capture_file=trace.scap"],
  },
  { option: "-g", words: ["-g", "/etc/falco/gvisor.json"], becomes: { person: GVISOR("-g") } },
  {
    option: "-g",
    words: ["--gvisor-config", "/etc/falco/gvisor.json"],
    becomes: { person: GVISOR("--gvisor-config") },
  },
  {
    option: "-g",
    words: ["-g", "/etc/falco/gvisor.json"],
    target: "0.42.1",
    becomes: ["-o", "engine.kind=gvisor", "-o", "engine.gvisor.config=/etc/falco/gvisor.json"],
  },
  {
    option: "--gvisor-root",
    words: ["--gvisor-root", "/run/runsc"],
    becomes: { person: GVISOR("--gvisor-root") },
  },
  {
    option: "--gvisor-root",
    words: ["--gvisor-root=/run/runsc"],
    target: "0.42.1",
    becomes: ["-o", "engine.gvisor.root=/run/runsc"],
  },
  {
    option: "--gvisor-generate-config",
    words: ["--gvisor-generate-config"],
    becomes: {
      person:
        "Decide whether you can do without it, then remove it here. Implicit socket was /tmp/gvisor.sock in 0.32.x.",
    },
  },
  {
    option: "-k",
    words: ["-k", "https://10.0.0.1"],
    becomes: {
      person:
        "Decide what is still needed, add that to the configuration of this Falco, then remove `-k` here. Pod name, namespace and the like come from the container plugin without any option.",
    },
  },
  {
    option: "-k",
    words: ["--k8s-api=https://10.0.0.1"],
    becomes: {
      person:
        "Decide what is still needed, add that to the configuration of this Falco, then remove `--k8s-api` here. Pod name, namespace and the like come from the container plugin without any option.",
    },
  },
  { option: "-K", words: ["-K", "/etc/token"], becomes: [] },
  { option: "-K", words: ["--k8s-api-cert", "/etc/token"], becomes: [] },
  { option: "--k8s-node", words: ["--k8s-node=node1"], becomes: [] },
  { option: "--k8s-node", words: ["--k8s-node", "node1"], becomes: [] },
  { option: "--list-syscall-events", words: ["--list-syscall-events"], becomes: ["--list-events"] },
  {
    option: "--list-fields-markdown",
    words: ["--list-fields-markdown"],
    becomes: ["--list", "--format", "markdown"],
  },
  {
    option: "--list-fields-markdown",
    words: ["--list-fields-markdown=syscall"],
    becomes: ["--list=syscall", "--format", "markdown"],
  },
  { option: "-m", words: ["-m", "http://mesos:5050"], becomes: [] },
  { option: "-m", words: ["--mesos-api", "http://mesos:5050"], becomes: [] },
  { option: "--markdown", words: ["--list", "--markdown"], becomes: ["--list", "--format", "markdown"] },
  { option: "-p", words: ["-p", "%proc.pid"], becomes: ["-o", "append_output[].extra_output=%proc.pid"] },
  {
    option: "-p",
    words: ["--print", "%proc.pid"],
    becomes: ["-o", "append_output[].extra_output=%proc.pid"],
  },
  { option: "-p", words: ["--print=%proc.pid"], becomes: ["-o", "append_output[].extra_output=%proc.pid"] },
  { option: "-p", words: ["-pc"], becomes: [] },
  { option: "-p", words: ["-p", "c"], becomes: [] },
  { option: "-p", words: ["-pcontainer"], becomes: [] },
  { option: "-p", words: ["-pk"], becomes: [] },
  { option: "-p", words: ["-pkubernetes"], becomes: [] },
  { option: "-p", words: ["--print", "kubernetes"], becomes: [] },
  { option: "-p", words: ["-pcg"], becomes: [] },
  { option: "-p", words: ["-pkg"], becomes: [] },
  { option: "-p", words: ["-p", "container-gvisor"], becomes: [] },
  { option: "-p", words: ["-p", "kubernetes-gvisor"], becomes: [] },
  { option: "-p", words: ["-pm"], becomes: [] },
  { option: "-p", words: ["-p", "mesos"], becomes: [] },
  {
    option: "-s",
    words: ["-s", "stats.log"],
    becomes: [
      "-o",
      "metrics.enabled=true",
      "-o",
      "metrics.output_file=stats.log",
      "-o",
      "metrics.interval=5s",
    ],
  },
  // Of two intervals the last would win, whichever way round they were given.
  {
    option: "-s",
    words: ["-s", "stats.log", "--stats-interval", "10000"],
    becomes: [
      "-o",
      "metrics.enabled=true",
      "-o",
      "metrics.output_file=stats.log",
      "-o",
      "metrics.interval=10000ms",
    ],
  },
  {
    option: "-s",
    words: ["--stats-interval=10000", "-s", "stats.log"],
    becomes: [
      "-o",
      "metrics.interval=10000ms",
      "-o",
      "metrics.enabled=true",
      "-o",
      "metrics.output_file=stats.log",
    ],
  },
  {
    option: "--stats-interval",
    words: ["--stats-interval", "10000"],
    becomes: ["-o", "metrics.interval=10000ms"],
  },
  { option: "-S", words: ["-S", "256"], becomes: ["-o", "falco_libs.snaplen=256"] },
  { option: "-S", words: ["-S256"], becomes: ["-o", "falco_libs.snaplen=256"] },
  { option: "-S", words: ["--snaplen=256"], becomes: ["-o", "falco_libs.snaplen=256"] },
  { option: "-u", words: ["-u"], becomes: [] },
  { option: "-u", words: ["--userspace"], becomes: [] },
  { option: "--modern-bpf", words: ["--modern-bpf"], becomes: ["-o", "engine.kind=modern_ebpf"] },
  { option: "--nodriver", words: ["--nodriver"], becomes: ["-o", "engine.kind=nodriver"] },
  {
    option: "-w",
    words: ["-w", "out.scap"],
    becomes: { person: "Decide whether that serves the purpose of `-w`, and change it manually." },
  },
  {
    option: "-w",
    words: ["--writefile=out.scap"],
    becomes: { person: "Decide whether that serves the purpose of `--writefile`, and change it manually." },
  },
  { option: "-F", words: ["-F", "syscall"], becomes: ["--list=syscall"] },
  { option: "--ignored-events", words: ["--ignored-events"], becomes: ["-i"] },
  { option: "--alternate-lua-dir", words: ["--alternate-lua-dir", "/usr/share/falco/lua"], becomes: [] },
];
