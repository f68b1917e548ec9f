import {
  commands,
  env,
  EventEmitter,
  type ExtensionContext,
  l10n,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  Uri,
  window,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { Overview } from "./overview.ts";
import {
  distinctRules,
  environmentNodes,
  type Grouping,
  GROUPINGS,
  ruleNodes,
  rulesetNodes,
  stateName,
  type TreeNode,
} from "./tree-nodes.ts";

/** Where the choice of a grouping is kept. */
const GROUPING = "falco.rulesGrouping";

/** Shows rulesets, rules, and the release with its plugins in the activity bar. The server is asked while one of them is seen. */
export function registerFalcoView(client: BaseLanguageClient, context: ExtensionContext): void {
  const grouping = (): Grouping => context.workspaceState.get<Grouping>(GROUPING) ?? "source";
  const trees = [
    new Tree("falco.rulesets", rulesetNodes),
    new Tree("falco.rules", (overview) => ruleNodes(overview, grouping())),
    new Tree("falco.environment", environmentNodes),
  ];
  let overview: Overview | undefined;
  let isOld = true;
  const load = async (): Promise<Overview | undefined> => {
    const uri =
      window.activeTextEditor && client.code2ProtocolConverter.asUri(window.activeTextEditor.document.uri);
    isOld = false;
    const asked = await client.sendRequest<Overview | null>("falco/overview", {
      ...(uri && { uri }),
      // Takes long, and is shown there only.
      shadowed: grouping() === "state",
    });
    overview = asked ?? overview;
    if (overview) for (const tree of trees) tree.show(overview);
    return overview;
  };
  const refresh = (): void => {
    if (isOld && trees.some(({ view }) => view.visible)) void load();
  };
  const outdate = (): void => {
    isOld = true;
    refresh();
  };
  context.subscriptions.push(
    ...trees.map(({ view }) => view),
    ...trees.map(({ view }) => view.onDidChangeVisibility(refresh)),
    client.onNotification("falco/statusChanged", outdate),
    window.onDidChangeActiveTextEditor(outdate),
    // Programs may name the grouping. Answers with the groups.
    commands.registerCommand("falco.groupRules", async (wanted?: Grouping) => {
      const chosen = wanted ?? (await pickGrouping(grouping()));
      if (chosen === undefined) return undefined;
      await context.workspaceState.update(GROUPING, chosen);
      const now = await load();
      return now && ruleNodes(now, chosen).map(({ label, children }) => [label, children.length]);
    }),
    // Programs may name the rule. Answers whether there is one to go to.
    commands.registerCommand("falco.searchRules", async (wanted?: string) => {
      const now = await load();
      const rules = now ? distinctRules(now) : [];
      const found = wanted === undefined ? await pickRule(rules) : rules.find(({ name }) => name === wanted);
      const at = found?.places[0];
      if (at) await commands.executeCommand("falco.revealRange", at.uri, at.range);
      return at !== undefined;
    }),
    commands.registerCommand("falco.copyRuleName", ({ label }: TreeNode) => env.clipboard.writeText(label)),
    commands.registerCommand("falco.evaluateListedRule", ({ at, label }: TreeNode) =>
      commands.executeCommand("falco.evaluateRule", at?.uri, label),
    ),
  );
  refresh();
}

/** One tree, filled with what is made of an overview. */
class Tree implements TreeDataProvider<TreeNode> {
  readonly view: TreeView<TreeNode>;
  private readonly changed = new EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private nodes: readonly TreeNode[] = [];

  constructor(
    id: string,
    private readonly nodesOf: (overview: Overview) => readonly TreeNode[],
  ) {
    this.view = window.createTreeView(id, { treeDataProvider: this, showCollapseAll: true });
  }

  show(overview: Overview): void {
    this.nodes = this.nodesOf(overview);
    this.changed.fire();
  }

  getChildren(node?: TreeNode): TreeNode[] {
    return [...(node ? node.children : this.nodes)];
  }

  getTreeItem(node: TreeNode): TreeItem {
    const { id, kind, label, description, tooltip, at, children } = node;
    const isOpen = kind === "ruleset" || kind === "plugins";
    const item = new TreeItem(
      label,
      children.length === 0
        ? TreeItemCollapsibleState.None
        : isOpen
          ? TreeItemCollapsibleState.Expanded
          : TreeItemCollapsibleState.Collapsed,
    );
    item.id = id;
    item.description = description;
    item.tooltip = tooltip;
    item.contextValue = kind;
    item.accessibilityInformation = { label: description === "" ? label : `${label}, ${description}` };
    if (kind === "file" && at) {
      item.resourceUri = Uri.parse(at.uri);
      item.iconPath = ThemeIcon.File;
    } else item.iconPath = new ThemeIcon(ICONS[kind]);
    if (at)
      item.command = {
        title: l10n.t("Open"),
        command: kind === "file" ? "vscode.open" : "falco.revealRange",
        arguments: kind === "file" ? [Uri.parse(at.uri)] : [at.uri, at.range],
      };
    return item;
  }
}

const ICONS: Readonly<Record<TreeNode["kind"], string>> = {
  ruleset: "layers",
  file: "file",
  rule: "shield",
  group: "list-unordered",
  target: "versions",
  plugins: "extensions",
  plugin: "plug",
};

async function pickGrouping(current: Grouping): Promise<Grouping | undefined> {
  const labels: Readonly<Record<Grouping, string>> = {
    source: l10n.t("By source"),
    priority: l10n.t("By priority"),
    tag: l10n.t("By tag"),
    state: l10n.t("By state"),
    file: l10n.t("By file"),
  };
  const picked = await window.showQuickPick(
    GROUPINGS.map((grouping) => ({
      label: labels[grouping],
      grouping,
      ...(grouping === current && { description: l10n.t("in use") }),
    })),
    { title: l10n.t("Group rules") },
  );
  return picked?.grouping;
}

async function pickRule(
  rules: ReturnType<typeof distinctRules>,
): Promise<ReturnType<typeof distinctRules>[number] | undefined> {
  const picked = await window.showQuickPick(
    rules.map((rule) => ({
      label: rule.name,
      description: [rule.source, rule.priority.toLowerCase(), ...rule.states.map(stateName)].join(", "),
      detail: rule.tags.join(", "),
      rule,
    })),
    {
      title: l10n.t("Go to rule"),
      placeHolder: l10n.t("Name, source, priority, state or tag"),
      matchOnDescription: true,
      matchOnDetail: true,
    },
  );
  return picked?.rule;
}
