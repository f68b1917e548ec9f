import { ConfigurationTarget, env, Uri, window, workspace } from "vscode";

const RULES_PAGE = "https://github.com/falcosecurity/rules";

const INSTRUCTIONS = `# How to get Falco's default rules

The extension does not bring them. It knows the names that they define, but judges a rule that builds on them only
when it has the files.

With [falcoctl](https://github.com/falcosecurity/falcoctl), which Falco's packages bring:

    falcoctl index add falcosecurity https://falcosecurity.github.io/falcoctl/index.yaml
    falcoctl artifact install falco-rules --rulesfiles-dir ./falco-default-rules

Rules of plugins come the same way: \`k8saudit-rules\`, \`cloudtrail-rules\`, \`okta-rules\`, \`github-rules\`.

Without it, download \`falco_rules.yaml\` from the releases of ${RULES_PAGE}.

Then say where the files are, in the setting \`falco.defaultRules\`:

    "falco.defaultRules": "./falco-default-rules"

Nothing needs to be set where Falco is installed: \`/etc/falco\` is found by itself in a workspace that you trust.
`;

/** Tells how to get the default rules, and takes the place where they are. */
export async function getDefaultRules(): Promise<void> {
  const choose = "Choose a File or Folder…";
  const show = "Show How to Get Them";
  const picked = await window.showInformationMessage(
    "Where are Falco's default rules?",
    choose,
    show,
    "Open Their Page",
  );
  if (picked === show) {
    const document = await workspace.openTextDocument({ content: INSTRUCTIONS, language: "markdown" });
    await window.showTextDocument(document, { preview: true });
  } else if (picked === choose) {
    const [chosen] =
      (await window.showOpenDialog({
        canSelectFiles: true,
        canSelectFolders: true,
        filters: { YAML: ["yaml", "yml"] },
        title: "Falco's default rules",
      })) ?? [];
    if (!chosen) return;
    const folder = workspace.getWorkspaceFolder(chosen);
    const path = folder ? workspace.asRelativePath(chosen, false) : chosen.fsPath;
    const target = workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
    await workspace.getConfiguration("falco").update("defaultRules", path, target);
  } else if (picked !== undefined) {
    await env.openExternal(Uri.parse(RULES_PAGE));
  }
}
