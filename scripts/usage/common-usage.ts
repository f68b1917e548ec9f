import { readFileSync } from "node:fs";
import path from "node:path";
import { readDocument } from "../../server/src/hosts/document.ts";
import { countItem, OWN } from "../../server/src/features/completion/usage-counts.ts";
import type { Item } from "../../server/src/syntax/item.ts";
import { textOf } from "../../server/src/syntax/yaml-node.ts";

/** Longest list of names that is kept for one context, by how specific it is. */
const KEPT = { operand: 400, specific: 9, value: 11 } as const;

/** What follows in a context is kept from so much weight on: less says little. */
const LEAST = 3;

interface CorpusFile {
  readonly path: string;
  readonly class: string;
  readonly repo: string;
}

/** Items of the rules files of a corpus, each once for a repository. `isWanted` chooses repositories. */
export function itemsByRepository(
  folder: string,
  isWanted: (repository: string) => boolean,
): ReadonlyMap<string, ReadonlyMap<string, Item>> {
  const files = readFileSync(path.join(folder, "manifest.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as CorpusFile)
    .filter((file) => file.class === "rules" && /\.ya?ml$/.test(file.path) && isWanted(file.repo));
  const found = new Map<string, Map<string, Item>>();
  for (const file of files) {
    const items = found.get(file.repo) ?? new Map<string, Item>();
    found.set(file.repo, items);
    const text = readFileSync(path.join(folder, file.path), "utf8");
    const { regions } = readDocument(`file:///${file.path}`, `/${file.path}`, text);
    for (const { item } of regions.flatMap((region) => region.items?.items ?? []))
      items.set(textOf(item.node, "condition") ?? item.text, item);
  }
  return found;
}

/**
 * What the items have in common: for each context the names that follow, most frequent first, with their weight.
 * One repository adds at most as much as three others; what only one of them has is left out.
 */
export function commonUsage(
  byRepository: ReadonlyMap<string, ReadonlyMap<string, Item>>,
): Readonly<Record<string, Readonly<Record<string, number>>>> {
  const sums = new Map<string, Map<string, { weight: number; repositories: number }>>();
  for (const items of byRepository.values()) {
    const counts = new Map<string, Map<string, number>>();
    for (const item of items.values()) countItem(item, counts);
    for (const [context, names] of counts) {
      const sum = sums.get(context) ?? new Map();
      sums.set(context, sum);
      for (const [name, count] of names) {
        const { weight = 0, repositories = 0 } = sum.get(name) ?? {};
        sum.set(name, {
          weight: weight + Math.min(count, 3 + Math.log2(count)),
          repositories: repositories + 1,
        });
      }
    }
  }
  const entries = [...sums].flatMap(([context, names]) => {
    if (context.startsWith(OWN)) return [];
    const kept = /^(?:operand|output|tag)$/.test(context)
      ? KEPT.operand
      : context.startsWith("value")
        ? KEPT.value
        : KEPT.specific;
    const common = [...names]
      .filter(([, { repositories }]) => repositories > 1)
      .sort(([a, one], [b, other]) => other.weight - one.weight || (a < b ? -1 : 1))
      .slice(0, kept)
      .map(([name, { weight }]) => [name, Math.round(weight)] as const);
    const total = common.reduce((sum, [, weight]) => sum + weight, 0);
    return total >= LEAST ? [[context, Object.fromEntries(common)] as const] : [];
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
