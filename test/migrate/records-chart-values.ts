/** What becomes of a value of the chart: another place and perhaps another form, nothing, or a reason why a person must see to it. */
export type ChartOutcome =
  | "gone"
  | { readonly to: string; readonly value?: string }
  | { readonly person: string };

/** Path, value in one line, and outcome of each value that the newest chart has no more. */
export const CHART_ROWS: readonly (readonly [path: string, value: string, outcome: ChartOutcome])[] = [
  [
    "auditLog",
    "{other: 1}",
    { person: "Decide whether its effect is still needed. k8saudit plugin; see values-k8saudit.yaml." },
  ],
  ["auditLog.dynamicBackend", "{other: 1}", "gone"],
  ["auditLog.dynamicBackend.enabled", "true", "gone"],
  ["auditLog.dynamicBackend.url", "a", "gone"],
  [
    "auditLog.enabled",
    "true",
    { person: "Decide whether its effect is still needed. Use services and falco.plugins[k8saudit]." },
  ],
  [
    "auditLog.listenPort",
    "5",
    { person: "Decide whether its effect is still needed. Use services and falco.plugins[k8saudit]." },
  ],
  [
    "auditLog.nodePort",
    "a",
    { person: "Decide whether its effect is still needed. Use services and falco.plugins[k8saudit]." },
  ],
  ["collectors.containerd", "{other: 1}", { to: "collectors.containerEngine.engines.containerd" }],
  ["collectors.containerd.enabled", "true", { to: "collectors.containerEngine.engines.containerd.enabled" }],
  [
    "collectors.containerd.socket",
    "/run/a.sock",
    { to: "collectors.containerEngine.engines.containerd.sockets", value: "[/run/a.sock]" },
  ],
  ["collectors.crio", "{other: 1}", { to: "collectors.containerEngine.engines.cri" }],
  ["collectors.crio.enabled", "true", { to: "collectors.containerEngine.engines.cri.enabled" }],
  [
    "collectors.crio.socket",
    "/run/a.sock",
    { to: "collectors.containerEngine.engines.cri.sockets", value: "[/run/a.sock]" },
  ],
  ["collectors.docker", "{other: 1}", { to: "collectors.containerEngine.engines.docker" }],
  ["collectors.docker.enabled", "true", { to: "collectors.containerEngine.engines.docker.enabled" }],
  [
    "collectors.docker.socket",
    "/run/a.sock",
    { to: "collectors.containerEngine.engines.docker.sockets", value: "[/run/a.sock]" },
  ],
  ["collectors.kubernetes.apiAuth", "a", "gone"],
  ["collectors.kubernetes.apiUrl", "a", "gone"],
  ["collectors.kubernetes.enableNodeFilter", "true", "gone"],
  ["containerd", "{other: 1}", { to: "collectors.containerEngine.engines.containerd" }],
  ["containerd.enabled", "true", { to: "collectors.containerEngine.engines.containerd.enabled" }],
  [
    "containerd.socket",
    "/run/a.sock",
    { to: "collectors.containerEngine.engines.containerd.sockets", value: "[/run/a.sock]" },
  ],
  ["crio", "{other: 1}", { to: "collectors.containerEngine.engines.cri" }],
  ["crio.enabled", "true", { to: "collectors.containerEngine.engines.cri.enabled" }],
  [
    "crio.socket",
    "/run/a.sock",
    { to: "collectors.containerEngine.engines.cri.sockets", value: "[/run/a.sock]" },
  ],
  [
    "daemonset",
    "{other: 1}",
    {
      person:
        "The new key may have other defaults. Decide on its value. The keys below went to different places; see them.",
    },
  ],
  [
    "daemonset.env",
    "{A: b}",
    {
      person: "The new key may have other defaults. Decide on its value. A map becomes a list (since 2.5.0).",
    },
  ],
  ["daemonset.podAnnotations", "{a: b}", { to: "podAnnotations" }],
  ["daemonset.updateStrategy", "{other: 1}", { to: "controller.daemonset.updateStrategy" }],
  ["daemonset.updateStrategy.type", "OnDelete", { to: "controller.daemonset.updateStrategy.type" }],
  ["docker", "{other: 1}", { to: "collectors.containerEngine.engines.docker" }],
  ["docker.enabled", "true", { to: "collectors.containerEngine.engines.docker.enabled" }],
  [
    "docker.socket",
    "/run/a.sock",
    { to: "collectors.containerEngine.engines.docker.sockets", value: "[/run/a.sock]" },
  ],
  [
    "driver.ebpf",
    "{other: 1}",
    {
      person:
        "The new key may have other defaults. Decide on its value. Rendering fails since 9.0.0 if driver.ebpf is present at all.",
    },
  ],
  [
    "driver.ebpf.bufSizePreset",
    "4",
    {
      person:
        "The new key may have other defaults. Decide on its value. Rendering fails since 9.0.0 if driver.ebpf is present at all.",
    },
  ],
  [
    "driver.ebpf.dropFailedExit",
    "true",
    {
      person:
        "The new key may have other defaults. Decide on its value. Rendering fails since 9.0.0 if driver.ebpf is present at all.",
    },
  ],
  ["driver.ebpf.hostNetwork", "true", "gone"],
  [
    "driver.ebpf.leastPrivileged",
    "true",
    {
      person:
        "The new key may have other defaults. Decide on its value. Rendering fails since 9.0.0 if driver.ebpf is present at all.",
    },
  ],
  ["driver.ebpf.path", "a", "gone"],
  [
    "driver.ebpf.sysfsMount",
    "a",
    {
      person:
        "The new key may have other defaults. Decide on its value. Rendering fails since 9.0.0 if driver.ebpf is present at all.",
    },
  ],
  ["driver.gvisor", "{other: 1}", "gone"],
  ["driver.gvisor.runsc", "{other: 1}", "gone"],
  ["driver.gvisor.runsc.config", "a", "gone"],
  ["driver.gvisor.runsc.path", "a", "gone"],
  ["driver.gvisor.runsc.root", "a", "gone"],
  ["driver.loader.initContainer.enabled", "true", { to: "driver.loader.enabled" }],
  ["driver.modern_bpf", "{other: 1}", { to: "driver.modernEbpf" }],
  ["driver.modern_bpf.leastPrivileged", "true", { to: "driver.modernEbpf.leastPrivileged" }],
  [
    "ebpf",
    "{other: 1}",
    {
      person:
        "The new key may have other defaults. Decide on its value. driver.kind; legacy eBPF itself was removed in 9.0.0.",
    },
  ],
  [
    "ebpf.enabled",
    "true",
    {
      person:
        "The new key may have other defaults. Decide on its value. true -> driver.kind: modern_ebpf (was ebpf up to chart 8.x).",
    },
  ],
  ["ebpf.path", "a", "gone"],
  ["ebpf.settings", "{other: 1}", "gone"],
  ["ebpf.settings.hostNetwork", "true", "gone"],
  ["extraArgs", "[-U]", { to: "extra.args" }],
  ["extraInitContainers", "[{name: a}]", { to: "extra.initContainers" }],
  ["extraVolumeMounts", "[{name: a}]", { to: "mounts.volumeMounts" }],
  ["extraVolumes", "[{name: a}]", { to: "mounts.volumes" }],
  ["fakeEventGenerator", "{other: 1}", "gone"],
  ["fakeEventGenerator.args", "[a]", "gone"],
  ["fakeEventGenerator.enabled", "true", "gone"],
  ["fakeEventGenerator.replicas", "5", "gone"],
  ["falco.bufferedOutputs", "true", { to: "falco.buffered_outputs" }],
  [
    "falco.container_engines",
    "{docker: {enabled: true}}",
    {
      person: "The new key may have other defaults. Decide on its value. Falco 0.41.0 ignores it.",
    },
  ],
  ["falco.fileOutput", "{other: 1}", { to: "falco.file_output" }],
  ["falco.fileOutput.enabled", "true", { to: "falco.file_output.enabled" }],
  ["falco.fileOutput.filename", "a", { to: "falco.file_output.filename" }],
  ["falco.fileOutput.keepAlive", "true", { to: "falco.file_output.keep_alive" }],
  [
    "falco.grpc",
    "{other: 1}",
    {
      person:
        "The new key may have other defaults. Decide on its value. Rendering fails since 9.0.0 if present; use http_output or falcosidekick.",
    },
  ],
  [
    "falco.grpc.certChain",
    "a",
    {
      person:
        "The new key may have other defaults. Decide on its value. Rendering fails since 9.0.0 if present; use http_output or falcosidekick.",
    },
  ],
  [
    "falco.grpc.enabled",
    "true",
    {
      person:
        "The new key may have other defaults. Decide on its value. Rendering fails since 9.0.0 if present; use http_output or falcosidekick.",
    },
  ],
  [
    "falco.grpc.listenPort",
    "5",
    {
      person:
        "The new key may have other defaults. Decide on its value. Rendering fails since 9.0.0 if present; use http_output or falcosidekick.",
    },
  ],
  [
    "falco.grpc.privateKey",
    "a",
    {
      person:
        "The new key may have other defaults. Decide on its value. Rendering fails since 9.0.0 if present; use http_output or falcosidekick.",
    },
  ],
  [
    "falco.grpc.rootCerts",
    "a",
    {
      person:
        "The new key may have other defaults. Decide on its value. Rendering fails since 9.0.0 if present; use http_output or falcosidekick.",
    },
  ],
  [
    "falco.grpc.threadiness",
    "5",
    {
      person:
        "The new key may have other defaults. Decide on its value. Rendering fails since 9.0.0 if present; use http_output or falcosidekick.",
    },
  ],
  [
    "falco.grpc.unixSocketPath",
    "a",
    {
      person:
        "The new key may have other defaults. Decide on its value. Rendering fails since 9.0.0 if present; use http_output or falcosidekick.",
    },
  ],
  ["falco.grpcOutput", "{other: 1}", "gone"],
  ["falco.grpcOutput.enabled", "true", "gone"],
  [
    "falco.grpc_output",
    "{enabled: true}",
    {
      person:
        "The new key may have other defaults. Decide on its value. Rendering fails since 9.0.0 if present; use http_output or falcosidekick.",
    },
  ],
  ["falco.httpOutput", "{other: 1}", { to: "falco.http_output" }],
  ["falco.httpOutput.enabled", "true", { to: "falco.http_output.enabled" }],
  ["falco.httpOutput.url", "a", { to: "falco.http_output.url" }],
  ["falco.httpOutput.userAgent", "a", { to: "falco.http_output.user_agent" }],
  ["falco.jsonIncludeOutputProperty", "true", { to: "falco.json_include_output_property" }],
  ["falco.jsonIncludeTagsProperty", "true", { to: "falco.json_include_tags_property" }],
  ["falco.jsonOutput", "true", { to: "falco.json_output" }],
  ["falco.livenessProbe", "{other: 1}", { to: "healthChecks.livenessProbe" }],
  ["falco.livenessProbe.initialDelaySeconds", "5", { to: "healthChecks.livenessProbe.initialDelaySeconds" }],
  ["falco.livenessProbe.periodSeconds", "5", { to: "healthChecks.livenessProbe.periodSeconds" }],
  ["falco.livenessProbe.timeoutSeconds", "5", { to: "healthChecks.livenessProbe.timeoutSeconds" }],
  ["falco.loadPlugins", "[json]", { to: "falco.load_plugins" }],
  ["falco.logLevel", "info", { to: "falco.log_level" }],
  ["falco.logStderr", "true", { to: "falco.log_stderr" }],
  ["falco.logSyslog", "true", { to: "falco.log_syslog" }],
  ["falco.metadataDownload", "{other: 1}", "gone"],
  ["falco.metadataDownload.chunkWaitUs", "5", "gone"],
  ["falco.metadataDownload.maxMb", "5", "gone"],
  ["falco.metadataDownload.watchFreqSec", "5", "gone"],
  ["falco.metadata_download", "{max_mb: 100}", "gone"],
  [
    "falco.metrics",
    "{enabled: true}",
    {
      person:
        "The new key may have other defaults. Decide on its value. Template fills falco.metrics from metrics.*.",
    },
  ],
  [
    "falco.modern_bpf",
    "{cpus_for_each_syscall_buffer: 2}",
    {
      person:
        "The new key may have other defaults. Decide on its value. cpus_for_each_syscall_buffer -> driver.modernEbpf.cpusForEachBuffer.",
    },
  ],
  ["falco.outputs", "{other: 1}", "gone"],
  ["falco.outputs.maxBurst", "5", "gone"],
  ["falco.outputs.rate", "5", "gone"],
  ["falco.programOutput", "{other: 1}", { to: "falco.program_output" }],
  ["falco.programOutput.enabled", "true", { to: "falco.program_output.enabled" }],
  ["falco.programOutput.keepAlive", "true", { to: "falco.program_output.keep_alive" }],
  ["falco.programOutput.program", "a", { to: "falco.program_output.program" }],
  ["falco.readinessProbe", "{other: 1}", { to: "healthChecks.readinessProbe" }],
  [
    "falco.readinessProbe.initialDelaySeconds",
    "5",
    { to: "healthChecks.readinessProbe.initialDelaySeconds" },
  ],
  ["falco.readinessProbe.periodSeconds", "5", { to: "healthChecks.readinessProbe.periodSeconds" }],
  ["falco.readinessProbe.timeoutSeconds", "5", { to: "healthChecks.readinessProbe.timeoutSeconds" }],
  ["falco.rulesFile", "[/etc/falco/a.yaml]", { to: "falco.rules_files" }],
  ["falco.rules_file", "[/etc/falco/a.yaml]", { to: "falco.rules_files" }],
  ["falco.stdoutOutput", "{other: 1}", { to: "falco.stdout_output" }],
  ["falco.stdoutOutput.enabled", "true", { to: "falco.stdout_output.enabled" }],
  ["falco.syscallEventDrops", "{other: 1}", { to: "falco.syscall_event_drops" }],
  ["falco.syscallEventDrops.actions", "[log]", { to: "falco.syscall_event_drops.actions" }],
  ["falco.syscallEventDrops.maxBurst", "5", { to: "falco.syscall_event_drops.max_burst" }],
  ["falco.syscallEventDrops.rate", "5", { to: "falco.syscall_event_drops.rate" }],
  ["falco.syscallEventDrops.threshold", "5", { to: "falco.syscall_event_drops.threshold" }],
  ["falco.syscallEventTimeouts", "{other: 1}", { to: "falco.syscall_event_timeouts" }],
  [
    "falco.syscallEventTimeouts.maxConsecutives",
    "5",
    { to: "falco.syscall_event_timeouts.max_consecutives" },
  ],
  ["falco.syscall_buf_size_preset", "4", { to: "driver.modernEbpf.bufSizePreset" }],
  ["falco.syscall_drop_failed_exit", "true", { to: "driver.modernEbpf.dropFailedExit" }],
  ["falco.syslogOutput", "{other: 1}", { to: "falco.syslog_output" }],
  ["falco.syslogOutput.enabled", "true", { to: "falco.syslog_output.enabled" }],
  ["falco.timeFormatISO8601", "true", { to: "falco.time_format_iso_8601" }],
  ["falco.watchConfigFiles", "true", { to: "falco.watch_config_files" }],
  [
    "falco.webserver.k8sAuditEndpoint",
    "a",
    { person: "Decide whether its effect is still needed. k8saudit plugin open_params." },
  ],
  ["falco.webserver.k8sHealthzEndpoint", "a", { to: "falco.webserver.k8s_healthz_endpoint" }],
  ["falco.webserver.listenPort", "5", { to: "falco.webserver.listen_port" }],
  [
    "falco.webserver.nodePort",
    "30000",
    { person: "The new key may have other defaults. Decide on its value." },
  ],
  ["falco.webserver.sslCertificate", "a", { to: "falco.webserver.ssl_certificate" }],
  ["falco.webserver.sslEnabled", "true", { to: "falco.webserver.ssl_enabled" }],
  ["falcotalon", "{other: 1}", { to: "falco-talon" }],
  ["falcotalon.enabled", "true", { to: "responseActions.enabled" }],
  ["gvisor", "{other: 1}", "gone"],
  ["gvisor.enabled", "true", "gone"],
  ["gvisor.runsc", "{other: 1}", "gone"],
  ["gvisor.runsc.config", "/a", "gone"],
  ["gvisor.runsc.path", "a", "gone"],
  ["gvisor.runsc.root", "a", "gone"],
  ["image.pullSecrets", "[{name: a}]", { to: "imagePullSecrets" }],
  [
    "kubernetesSupport",
    "{other: 1}",
    {
      person:
        "The new key may have other defaults. Decide on its value. The keys below went to different places; see them.",
    },
  ],
  ["kubernetesSupport.apiAuth", "a", "gone"],
  ["kubernetesSupport.apiUrl", "a", "gone"],
  ["kubernetesSupport.enableNodeFilter", "true", "gone"],
  [
    "kubernetesSupport.enabled",
    "true",
    {
      person:
        "The new key may have other defaults. Decide on its value. Meaning changed in 4.0.0: now the k8s-metacollector and k8smeta plugin, off by default.",
    },
  ],
  [
    "leastPrivileged",
    "{other: 1}",
    {
      person:
        "The new key may have other defaults. Decide on its value. A map became a boolean; see leastPrivileged.enabled.",
    },
  ],
  ["leastPrivileged.enabled", "true", { to: "driver.modernEbpf.leastPrivileged" }],
  ["mounts.enforceProcMount", "true", "gone"],
  ["podSecurityPolicy", "{other: 1}", "gone"],
  ["podSecurityPolicy.create", "true", "gone"],
  ["priorityClassName", "high", { to: "podPriorityClassName" }],
  ["proxy", "{other: 1}", { person: "The new key may have other defaults. Decide on its value." }],
  [
    "proxy.httpProxy",
    "a",
    {
      person: "The new key may have other defaults. Decide on its value. Entry named http_proxy.",
    },
  ],
  [
    "proxy.httpsProxy",
    "a",
    {
      person: "The new key may have other defaults. Decide on its value. Entry named https_proxy.",
    },
  ],
  [
    "proxy.noProxy",
    "a",
    {
      person: "The new key may have other defaults. Decide on its value. Entry named no_proxy.",
    },
  ],
  ["securityContext", "{privileged: true}", { to: "containerSecurityContext" }],
  [
    "timezone",
    "UTC",
    {
      person: "The new key may have other defaults. Decide on its value. Entry named TZ.",
    },
  ],
];
