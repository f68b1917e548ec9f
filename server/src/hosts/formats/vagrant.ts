import { shiftMap } from "../../text/offset-map.ts";
import { shellReading } from "../commands/falco-commands.ts";
import { joined, nested, NOTHING } from "../embedding/nested.ts";
import type { Host } from "../host.ts";

/** A `Vagrantfile`: the shell scripts in its here-documents. Ruby's own variables may be in them. */
export const vagrantHost: Host = {
  id: "vagrant",
  files: ["Vagrantfile"],
  languages: [],
  matches: (path) => /(?:^|\/)Vagrantfile$/.test(path),
  read(_path, text) {
    if (!text.includes("falco")) return NOTHING;
    const bodies = [...text.matchAll(/<<[-~]?["']?(\w+)["']?[^\r\n]*\r?\n([^]*?)^[ \t]*\1[ \t]*$/gm)];
    return joined(
      bodies.map((match) => {
        const body = match[2] ?? "";
        const start = match.index + match[0].indexOf("\n") + 1;
        const template = body.includes("#{");
        return nested(shellReading(body), shiftMap(start, body.length), {
          group: String(start),
          ...(template && { template }),
        });
      }),
    );
  },
};
