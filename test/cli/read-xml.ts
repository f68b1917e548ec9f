export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
}

/** Reads XML as strictly as a parser: throws at anything that is not well formed. Text is checked and left out. */
export function readXml(text: string): XmlElement {
  const body = text.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, "");
  if (body === text) throw new Error("The XML declaration is missing.");
  const top: XmlElement[] = [];
  const open: { readonly name: string; readonly children: XmlElement[] }[] = [{ name: "", children: top }];
  const token = /<(\/?)([\w-]+)((?: [\w-]+="[^"<]*")*)(\/?)>|[^<]+/gy;
  let at = 0;
  for (const match of body.matchAll(token)) {
    if (match.index !== at) break;
    at += match[0].length;
    const [whole, closing, name, attributes = "", empty] = match;
    if (/&(?!(?:amp|lt|gt|quot);)/.test(whole)) throw new Error(`A bare & in ${whole}`);
    if (name === undefined) continue;
    const parent = open.at(-1);
    if (closing) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes another element.`);
      continue;
    }
    const children: XmlElement[] = [];
    parent?.children.push({ name, attributes: attributesOf(attributes), children });
    if (!empty) open.push({ name, children });
  }
  const [root] = top;
  if (at < body.length || open.length !== 1 || !root || top.length !== 1)
    throw new Error(`Not well formed at ${at}: ${body.slice(at, at + 80)}`);
  return root;
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const pairs = [...text.matchAll(/ ([\w-]+)="([^"]*)"/g)];
  const found = new Map(pairs.map(([, name = "", value = ""]) => [name, value]));
  if (found.size < pairs.length) throw new Error(`An attribute is there twice: ${text}`);
  return found;
}
