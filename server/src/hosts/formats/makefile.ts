import { composeMaps, type OffsetMap, shiftMap, tableMap } from "../../text/offset-map.ts";
import { shellReading } from "../commands/falco-commands.ts";
import type { Host, HostReading } from "../host.ts";
import { joined, nested } from "../embedding/nested.ts";

/** Recipes of makefiles, in which a doubled dollar is the shell's. */
export const makefileHost: Host = {
  id: "makefile",
  files: ["Makefile", "makefile", "GNUmakefile", "*.mk"],
  languages: ["makefile"],
  matches: (path) => /(?:^|\/)(?:GNUm|[Mm])akefile$/.test(path) || /\.mk$/.test(path),
  read(_path, text) {
    if (!text.includes("falco")) return { regions: [], versions: [] };
    const recipes: HostReading[] = [];
    for (const match of text.matchAll(/^\t[ \t]*[-@+]*((?:[^\r\n\\]|\\\r?\n|\\[^\r\n])*)/gm)) {
      const body = match[1] ?? "";
      if (!body.includes("falco")) continue;
      const start = match.index + match[0].length - body.length;
      const shell = shellOf(body);
      recipes.push(
        nested(shellReading(shell.text), composeMaps(shiftMap(start, body.length), shell.map), {
          group: String(start),
        }),
      );
    }
    return joined(recipes);
  },
};

/** A recipe as the shell gets it. A variable of make's turns into one of the shell's, since both are filled in later. */
function shellOf(recipe: string): { text: string; map: OffsetMap } {
  const starts: number[] = [];
  const ends: number[] = [];
  let text = "";
  let at = 0;
  while (at < recipe.length) {
    const make = /^\$(?:\(([^()]*)\)|\{([^}]*)\}|([@<^+*?%A-Za-z]))/.exec(recipe.slice(at, at + 500));
    if (recipe.startsWith("$$", at)) {
      text += "$";
      starts.push(at);
      ends.push(at + 2);
      at += 2;
    } else if (make) {
      // Written in braces, the shell's reader takes it as one hole of the same length.
      const hole = make[0].length > 2 ? `\${${make[0].slice(2, -1).replace(/[{}]/g, "_")}}` : "$1";
      text += hole;
      for (let i = 0; i < hole.length; i++) {
        starts.push(at + i);
        ends.push(at + i + 1);
      }
      at += hole.length;
    } else {
      text += recipe.charAt(at);
      starts.push(at);
      ends.push(at + 1);
      at++;
    }
  }
  const map = tableMap(starts, ends, 0, (_span, outer, newText) => ({
    span: outer,
    newText: newText.replaceAll("$", "$$$$"),
  }));
  return { text, map };
}
