import { falcoCommands } from "../commands/falco-commands.ts";
import { falcoImage, statedImage } from "../commands/images.ts";
import { replaceOnLine } from "../commands/word-builder.ts";
import { assignmentRegion, joined, NOTHING } from "../embedding/nested.ts";
import type { Host, HostReading } from "../host.ts";
import { shiftMap } from "../../text/offset-map.ts";
import { settingsOf, unitQuoting, unitWords } from "./systemd.ts";

/** Podman's units of containers (quadlets), where they run Falco's image. */
export const quadletHost: Host = {
  id: "quadlet",
  files: ["*.container"],
  languages: [],
  matches: (path) => /\.container$/.test(path),
  read(_path, text) {
    const settings = settingsOf(text, "Container", false);
    const valueOf = (name: string): (typeof settings)[number] | undefined =>
      settings.find(({ key }) => key === name);
    const reference = valueOf("Image");
    const image = reference && falcoImage(text.slice(reference.start, reference.end).trimEnd());
    if (!reference || !image) return NOTHING;
    const group = "container";
    const length = reference.end - reference.start;
    const versions = statedImage(image, shiftMap(reference.start, length), { group });
    const command = valueOf("Exec");
    const lines = command ? unitWords(text, command.start, command.end, true) : [];
    const variables = settings
      .filter(({ key }) => key === "Environment")
      .flatMap(({ start, end }) => unitWords(text, start, end, false).flat());
    const commands = lines.map(
      (words): HostReading =>
        falcoCommands(words, {
          replace: replaceOnLine(text, words, unitQuoting),
          quoting: unitQuoting,
          group,
          program: image.program,
        }),
    );
    return joined([
      { regions: variables.flatMap((word) => assignmentRegion(word, { group }) ?? []), versions },
      ...commands,
    ]);
  },
};
