import { ConfigurationTarget, env, Uri, window, workspace } from "vscode";

const RULES_PAGE = "https://github.com/falcosecurity/rules";

const INSTRUCTIONS = `# How to get Falco's default rules

The extension does not contain Falco's default rules. It only contains the names that they define. Rules that use them
are fully checked only when the files are available.

With [falcoctl](https://github.com/falcosecurity/falcoctl), which Falco's packages install:

    falcoctl index add falcosecurity https://falcosecurity.github.io/falcoctl/index.yaml
    falcoctl artifact install falco-rules --rulesfiles-dir ./falco-default-rules

Rules of plugins are installed the same way: \`k8saudit-rules\`, \`cloudtrail-rules\`, \`okta-rules\`, \`github-rules\`.

Without falcoctl, download \`falco_rules.yaml\` from the releases of ${RULES_PAGE}.

Then set \`falco.defaultRules\` to the location of the files:

    "falco.defaultRules": "./falco-default-rules"

If Falco is installed, no setting is needed: \`/etc/falco\` is used in every workspace that you trust.
`;

/** Tells how to get the default rules, and takes the place where they are. */
export async function getDefaultRules(): Promise<void> {
  const choose = "Choose a File or Folder…";
  const show = "Show How to Get Them";
  const picked = await window.showInformationMessage(
    "Choose the location of Falco's default rules",
    choose,
    show,
    "Open the Releases Page",
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
