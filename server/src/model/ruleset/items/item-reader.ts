import type { ItemCode } from "./item-code.ts";
import type { Item } from "../../../syntax/item.ts";
import {
  booleanOf,
  entryOf,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
} from "../../../syntax/yaml-node.ts";
import { ITEM_KEYS, type ItemKind, LIST_NAME, MACRO_NAME } from "./item-keys.ts";
import type { FalcoPlace, ItemFinding, NamedView } from "./items.ts";

interface Extra {
  readonly detail?: string;
  readonly options?: readonly string[];
  readonly place?: FalcoPlace;
  readonly falco?: string | null;
  readonly entry?: YamlEntry;
}

/** Reads the keys of one item, noting what Falco would report. Lives for one reading. */
export class ItemReader {
  readonly item: Item;
  readonly node: YamlMap;
  readonly kind: ItemKind | undefined;
  private readonly findings: ItemFinding[];

  constructor(item: Item, node: YamlMap, kind: ItemKind | undefined, findings: ItemFinding[]) {
    this.item = item;
    this.node = node;
    this.kind = kind;
    this.findings = findings;
  }

  get name(): string {
    const value = this.kind && entryOf(this.node, this.kind)?.value;
    return value?.kind === "scalar" ? value.text : "";
  }

  has(key: string): boolean {
    return entryOf(this.node, key) !== undefined;
  }

  entry(key: string): YamlEntry | undefined {
    return entryOf(this.node, key);
  }

  /** The item's name, or its first key when it has none. */
  nameSpan(): { start: number; end: number } {
    const entry = this.kind && entryOf(this.node, this.kind);
    const value = entry?.value;
    if (value && value.span.end > value.span.start && value.kind === "scalar") return value.span;
    return entry?.key.span ?? this.node.entries[0]?.key.span ?? this.node.span;
  }

  add(code: ItemCode, span: { start: number; end: number }, extra: Extra): void {
    const place = extra.place ?? {
      type: this.kind ?? "rules content item",
      name: this.name,
      at: this.node.span.start,
    };
    this.findings.push({ falco: "LOAD_ERR_YAML_VALIDATE", ...extra, code, span, name: this.name, place });
  }

  checkKeys(): void {
    const allowed = this.kind && ITEM_KEYS[this.kind];
    if (!allowed) {
      const first = this.node.entries[0]?.key;
      this.add("unknown-item", first?.span ?? this.node.span, {
        falco: "LOAD_UNKNOWN_ITEM",
        detail: first?.text ?? "",
      });
    }
    const seen = new Set<string>();
    for (const entry of this.node.entries) {
      const key = entry.key.text;
      if (seen.has(key)) this.add("repeated-key", entry.key.span, { detail: key, entry, falco: "schema" });
      else if (allowed && !allowed.includes(key)) {
        this.add("unknown-key", entry.key.span, {
          detail: key,
          options: allowed,
          entry,
          falco: "LOAD_UNKNOWN_KEY",
        });
      }
      seen.add(key);
    }
  }

  /** Name and what follows from it; undefined when the item has no usable name. */
  named(kind: "rule" | "macro" | "list"): Pick<NamedView, "item" | "node" | "name" | "nameNode"> | undefined {
    const nameNode = this.text(kind, true);
    if (!nameNode) return undefined;
    const valid = kind === "macro" ? MACRO_NAME : kind === "list" ? LIST_NAME : undefined;
    if (valid && !valid.test(nameNode.text)) {
      this.add("invalid-name", nameNode.span, {
        detail: kind,
        falco: kind === "macro" ? "LOAD_INVALID_MACRO_NAME" : "LOAD_INVALID_LIST_NAME",
      });
    }
    return { item: this.item, node: this.node, name: nameNode.text, nameNode };
  }

  /** A non-empty text. `lenient` takes null and empty as not given. */
  text(key: string, required: boolean, lenient = false): YamlScalar | undefined {
    const entry = this.entry(key);
    if (!entry) {
      if (required) this.add("missing-key", this.nameSpan(), { detail: key });
      return undefined;
    }
    const value = entry.value;
    if (value.kind !== "scalar") {
      this.addValue("wrong-shape", entry, ["a string"]);
      return undefined;
    }
    if (value.isNull) {
      if (!lenient) this.add("empty-value", entry.key.span, { detail: key, entry });
      return undefined;
    }
    if (value.text === "") {
      if (!lenient) this.addValue("empty-value", entry);
      return undefined;
    }
    return value;
  }

  boolean(key: string): boolean | undefined {
    const value = this.has(key) ? this.text(key, true) : undefined;
    const entry = this.entry(key);
    if (!value || !entry) return undefined;
    const read = booleanOf(value.text);
    if (read === undefined) this.addValue("wrong-value", entry, ["true", "false"]);
    else if (value.text !== "true" && value.text !== "false")
      this.addValue("boolean-style", entry, [String(read)], "schema");
    return read;
  }

  unsigned(key: string): number | undefined {
    const value = this.has(key) ? this.text(key, true) : undefined;
    const entry = this.entry(key);
    if (!value || !entry) return undefined;
    const read = /^(?:\+?\d+|0[xX][0-9a-fA-F]+)$/.test(value.text) ? Number(value.text) : Number.NaN;
    if (Number.isNaN(read) || read > 0xffffffff) {
      this.addValue("wrong-value", entry, ["a whole number of milliseconds"]);
      return undefined;
    }
    return read;
  }

  /** A list of scalars, which may be empty. */
  scalars(key: string, required: boolean): readonly YamlScalar[] | undefined {
    const entry = this.entry(key);
    if (!entry) {
      if (required) this.add("missing-key", this.nameSpan(), { detail: key });
      return undefined;
    }
    const { value } = entry;
    if (value.kind !== "seq") {
      const isNull = value.kind === "scalar" && value.isNull;
      const at = isNull ? lineAfter(this.item.text, entry.key.span.end) : value.span.start;
      this.add("wrong-shape", isNull ? entry.key.span : value.span, {
        detail: key,
        options: ["a list"],
        entry,
        place: { type: "value for", name: key, at },
      });
      return undefined;
    }
    const kept: YamlScalar[] = [];
    for (const node of value.items) {
      if (node.kind === "scalar" && !node.isNull) kept.push(node);
      else {
        const at = node.span.end > node.span.start ? node.span : entry.key.span;
        this.add("wrong-shape", at, {
          detail: key,
          options: ["a list of strings"],
          place: { type: key === "items" ? "list item" : "value for", name: key, at: node.span.start },
        });
      }
    }
    return kept;
  }

  addValue(
    code: ItemCode,
    entry: YamlEntry,
    options: readonly string[] = [],
    falco = "LOAD_ERR_YAML_VALIDATE",
  ): void {
    const value: YamlNode = entry.value;
    const span = value.span.end > value.span.start ? value.span : entry.key.span;
    this.add(code, span, {
      detail: entry.key.text,
      options,
      entry,
      falco,
      place: { type: "value for", name: entry.key.text, at: value.span.start },
    });
  }
}

function lineAfter(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  return newline < 0 ? text.length : newline + 1;
}
