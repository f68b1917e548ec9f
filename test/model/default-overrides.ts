/** Changes of the default rules 5.1.0, with the codes that Falco has for them by its documented behaviour. */
const T = "Terminal shell in container";
const R = "Read sensitive file untrusted";

/** An item that changes one key of a rule. */
function over(key: string, how: string, value: string, name = T): string {
  return `- rule: ${name}\n  ${key}: ${value}\n  override:\n    ${key}: ${how}\n`;
}
function macroOver(name: string, how: string, condition: string): string {
  return `- macro: ${name}\n  condition: ${condition}\n  override:\n    condition: ${how}\n`;
}
function listOver(name: string, how: string, items: string): string {
  return `- list: ${name}\n  items: ${items}\n  override:\n    items: ${how}\n`;
}
function rule(condition: string, output = "x"): string {
  return `- rule: mine\n  desc: d\n  condition: ${condition}\n  output: ${output}\n  priority: INFO\n`;
}
function exception(fields: string, comps: string, values: string, name = "e"): string {
  return `[{name: ${name}, fields: ${fields}, comps: ${comps}, values: ${values}}]`;
}

const CONDITION = "LOAD_ERR_COMPILE_CONDITION";
const OUTPUT = "LOAD_ERR_COMPILE_OUTPUT";
const OBJECTS = "LOAD_ERR_VALIDATE";
const SHAPE = "LOAD_ERR_YAML_VALIDATE";
const DEPRECATED = "LOAD_DEPRECATED_ITEM";
const ALL_EVENTS = "LOAD_NO_EVTTYPE";

export const CHANGES: readonly (readonly [what: string, text: string, ...codes: string[]])[] = [
  ["enabled", over("enabled", "replace", "false")],
  ["enabled in the old way", `- rule: ${T}\n  enabled: false\n`, DEPRECATED],
  ["enabled appended", over("enabled", "append", "false"), SHAPE],
  ["priority", over("priority", "replace", "CRITICAL")],
  ["priority misspelt", over("priority", "replace", "HIGH"), SHAPE],
  ["description appended", over("desc", "append", "and more")],
  ["tags appended", over("tags", "append", "[mine]")],
  ["tags replaced", over("tags", "replace", "[mine]")],
  ["tags that are no list", over("tags", "append", "mine"), SHAPE],
  ["source", over("source", "replace", "syscall"), SHAPE],
  ["warn_evttypes", over("warn_evttypes", "replace", "false")],
  [
    "a key misspelt in override",
    `- rule: ${T}\n  condition: and proc.name = a\n  override:\n    conditon: append\n`,
    SHAPE,
  ],
  ["an operation misspelt", over("condition", "appended", "and proc.name = a"), SHAPE],
  ["a key without its value", `- rule: ${T}\n  enabled: false\n  override:\n    priority: replace\n`, SHAPE],
  [
    "a value without its key",
    `- rule: ${T}\n  enabled: false\n  priority: INFO\n  override:\n    enabled: replace\n`,
    SHAPE,
  ],
  ["a condition appended", over("condition", "append", "and not proc.name = mine")],
  [
    "a condition appended in the old way",
    `- rule: ${T}\n  condition: and not proc.name = mine\n  append: true\n`,
    DEPRECATED,
  ],
  ["appended without a connective", over("condition", "append", "proc.name = mine"), CONDITION],
  ["appended with a misspelt field", over("condition", "append", "and proc.nmae = mine"), CONDITION],
  [
    "appended with a misspelt operator",
    over("condition", "append", "and proc.name containz mine"),
    CONDITION,
  ],
  ["appended with a misspelt macro", over("condition", "append", "and not spawned_proces"), OBJECTS],
  ["appended with a default macro", over("condition", "append", "and not package_mgmt_procs_x"), OBJECTS],
  [
    "appended with a list of the default rules",
    over("condition", "append", "and not proc.name in (shell_binaries)"),
  ],
  ["appended with a parenthesis too few", over("condition", "append", "and (proc.name = a"), CONDITION],
  ["appended with a parenthesis too many", over("condition", "append", "and proc.name = a)"), CONDITION],
  ["appended with a wrong type", over("condition", "append", "and fd.num = http"), CONDITION],
  ["appended with an event that there is not", over("condition", "append", "and evt.type = opne"), CONDITION],
  [
    "appended with an alternative that lets all in",
    over("condition", "append", "or proc.name = a"),
    ALL_EVENTS,
  ],
  [
    "appended with an alternative that has events",
    over("condition", "append", "or (evt.type = open and proc.name = a)"),
  ],
  ["a condition replaced", over("condition", "replace", "spawned_process and container")],
  [
    "a condition replaced by one without events",
    over("condition", "replace", "container and proc.tty != 0"),
    ALL_EVENTS,
  ],
  [
    "a condition replaced by a field of another source",
    over("condition", "replace", "ka.verb = create"),
    CONDITION,
  ],
  ["an output appended", over("output", "append", '"mine=%proc.pname"')],
  ["an output appended with a misspelt field", over("output", "append", '"mine=%proc.pnmae"'), OUTPUT],
  ["an output replaced", over("output", "replace", '"mine %proc.pname %container.id"')],
  ["an output replaced with a percent sign", over("output", "replace", '"100% mine"'), OUTPUT],
  ["an exception", over("exceptions", "append", exception("[proc.name]", "[=]", "[[a]]"))],
  [
    "an exception with a misspelt field",
    over("exceptions", "append", exception("[proc.nmae]", "[=]", "[[a]]")),
    OBJECTS,
  ],
  [
    "an exception with a misspelt comparison",
    over("exceptions", "append", exception("[proc.name]", "[equals]", "[[a]]")),
    OBJECTS,
  ],
  [
    "an exception with values too few",
    over("exceptions", "append", exception("[proc.name, fd.name]", "[=, =]", "[[a]]")),
    OBJECTS,
  ],
  [
    "an exception with a default list",
    over("exceptions", "append", exception("proc.name", "in", "[shell_binaries]")),
  ],
  ["exceptions replaced", over("exceptions", "replace", exception("[proc.name]", "[=]", "[[a]]"))],
  [
    "an exception without a name",
    over("exceptions", "append", "[{fields: [proc.name], values: [[a]]}]"),
    SHAPE,
  ],
  ["a macro appended", macroOver("user_known_read_sensitive_files_activities", "append", "or proc.name = a")],
  ["a macro appended without a connective", macroOver("open_read", "append", "proc.name = a"), CONDITION],
  [
    "a macro appended with a misspelt field",
    macroOver("spawned_process", "append", "and proc.nmae = a"),
    CONDITION,
  ],
  ["a macro replaced", macroOver("user_known_read_sensitive_files_activities", "replace", "(proc.name = a)")],
  [
    "a macro appended in the old way",
    "- macro: container\n  condition: or proc.name = a\n  append: true\n",
    DEPRECATED,
  ],
  ["a macro that is misspelt", macroOver("spawned_proces", "append", "and proc.name = a"), OBJECTS],
  [
    "a macro that makes its users see all events",
    macroOver("spawned_process", "replace", "(proc.name = a)"),
    ALL_EVENTS,
  ],
  ["a list appended", listOver("shell_binaries", "append", "[xonsh]")],
  ["a list replaced", listOver("shell_binaries", "replace", "[xonsh]")],
  [
    "a list appended in the old way",
    "- list: shell_binaries\n  items: [xonsh]\n  append: true\n",
    DEPRECATED,
  ],
  ["a list that is misspelt", listOver("shell_binary", "append", "[xonsh]"), OBJECTS],
  ["a list with items that are no list", listOver("shell_binaries", "append", "xonsh"), SHAPE],
  ["a list of networks with a name", listOver("rfc_1918_addresses", "append", "[office]"), CONDITION],
  ["a rule that is misspelt", over("enabled", "replace", "false", "Terminal shell in a container"), OBJECTS],
  ["a rule that is gone", over("enabled", "replace", "false", "Delete Bash History"), OBJECTS],
  [
    "a rule that is changed before it is defined",
    `${over("enabled", "replace", "false", "mine")}${rule("spawned_process")}`,
    OBJECTS,
  ],
  ["a macro that is used by a rule of one's own", rule("spawned_process and container")],
  ["a macro that has no events", rule("container and proc.name = a"), ALL_EVENTS],
  ["a misspelt macro in a rule of one's own", rule("spawned_proces and container"), OBJECTS],
  ["a macro of the default rules defined anew", "- macro: never_true\n  condition: (proc.name = a)\n"],
  ["a rule of the default rules defined anew", rule("spawned_process and proc.name = a").replace("mine", R)],
  [
    "both ways to append in one item",
    `- rule: ${T}\n  condition: and proc.name = a\n  append: true\n  override:\n    condition: append\n`,
    DEPRECATED,
    SHAPE,
  ],
  [
    "two changes in one item",
    `- rule: ${T}\n  condition: and not proc.name = a\n  priority: ERROR\n  override:\n    condition: append\n    priority: replace\n`,
  ],
  [
    "an old append of nothing that can be appended",
    `- rule: ${T}\n  tags: [mine]\n  append: true\n`,
    DEPRECATED,
    OBJECTS,
  ],
  ["a rule of the incubating file", over("enabled", "replace", "false", "Change thread namespace")],
  ["a rule of the sandbox file", over("enabled", "replace", "false", "Write below etc")],
  ["a macro of the incubating file", rule("spawned_process and network_tool_procs")],
];
