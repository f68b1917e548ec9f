import type { ItemCode } from "./item-code.ts";
import type { FalcoPlace, ItemFinding, NamedView } from "./items.ts";

/** A finding on an item, at the item for Falco unless said otherwise. */
export function finding(
  view: NamedView,
  code: ItemCode,
  span: { start: number; end: number },
  extra: {
    detail?: string;
    options?: readonly string[];
    plugins?: readonly string[];
    falco?: string;
    place?: FalcoPlace;
  },
): ItemFinding {
  const place = { type: view.kind, name: view.name, at: view.node.span.start };
  return { place, falco: "LOAD_ERR_VALIDATE", ...extra, code, span, name: view.name };
}
