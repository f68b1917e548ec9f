import { shiftMap } from "../text/offset-map.ts";
import { shellReading } from "./falco-commands.ts";
import type { Host, HostReading } from "./host.ts";
import { joined, nested } from "./nested.ts";
import { shellText } from "./shell-words.ts";
import { readUnit } from "./systemd.ts";

/** Shell scripts, by their name's ending or their first line. Units that a here-document writes are read as units. */
export const shellHost: Host = {
  id: "shell",
  matches: (path, text) => /\.(?:sh|bash|zsh|ksh|bats)$/.test(path) || (!/\.[A-Za-z]+$/.test(path) && /^#!.*\b(?:ba|da|z|k)?sh\b/.test(text.slice(0, 200))),
  read: (_path, text) => joined([shellReading(text), unitsIn(text)]),
};

function unitsIn(text: string): HostReading {
  const { heredocs } = shellText(text);
  return joined(
    heredocs.map(({ span, expands }) => {
      const body = text.slice(span.start, span.end);
      if (!/^\s*\[Service\]/m.test(body)) return { regions: [], versions: [] };
      // In a body that the shell expands, a dollar is the shell's and not the unit's, so nothing is written there.
      const template = expands && /[$`\\]/.test(body);
      const reading = nested(readUnit(body), shiftMap(span.start, body.length), { group: String(span.start) });
      return template ? { ...reading, regions: reading.regions.map((region) => ({ ...region, template })) } : reading;
    }),
  );
}
