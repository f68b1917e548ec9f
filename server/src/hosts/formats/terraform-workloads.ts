import { shiftMap } from "../../text/offset-map.ts";
import { falcoCommands } from "../commands/falco-commands.ts";
import { falcoImage, statedImage } from "../commands/images.ts";
import { type HclEntry, type HclValue, readHclObject } from "../embedding/hcl.ts";
import { wordAt, wordsOf } from "../embedding/hcl-words.ts";
import { joined, NOTHING, variableRegion } from "../embedding/nested.ts";
import type { HostReading } from "../host.ts";

const WORKLOAD =
  /^resource\s+"kubernetes_(?:cron_job|daemon_set|daemonset|deployment|job|pod|replication_controller|stateful_set)(?:_v\d\w*)?"\s+"[^"\r\n]*"\s*(?=\{)/gm;

/** Containers that run Falco in Kubernetes workloads that Terraform makes: their arguments, variables and release. */
export function workloadReadings(text: string): readonly HostReading[] {
  return [...text.matchAll(WORKLOAD)].flatMap((match) => {
    const body = readHclObject(text, match.index + match[0].length);
    return containersIn(body).map((container, index) =>
      containerReading(container, text, `workload ${match.index}/${index}`),
    );
  });
}

/** The bodies of blocks and attributes that are called as containers are, however deep. */
function containersIn(value: HclValue): readonly (readonly HclEntry[])[] {
  if (value.kind === "list") return value.items.flatMap(containersIn);
  if (value.kind !== "object") return [];
  return value.entries.flatMap(({ name, value: inner }) =>
    /^(?:init_)?container$/.test(name) && inner.kind === "object" ? [inner.entries] : containersIn(inner),
  );
}

function containerReading(entries: readonly HclEntry[], text: string, group: string): HostReading {
  const valueOf = (name: string): HclValue | undefined => entries.find((entry) => entry.name === name)?.value;
  const [reference, command, args] = [valueOf("image"), valueOf("command"), valueOf("args")];
  const image =
    reference?.kind === "text" ? falcoImage(text.slice(reference.span.start, reference.span.end)) : undefined;
  const words = [command, args].flatMap((list) => (list ? wordsOf(list, text) : []));
  const isInOrder = words.every(
    (word, index) => index === 0 || (words[index - 1]?.outer.end ?? 0) <= word.outer.start,
  );
  const program = command ? undefined : image?.program;
  const commands =
    words.length === 0 || !isInOrder
      ? NOTHING
      : falcoCommands(words, { replace: () => undefined, group, ...(program !== undefined && { program }) });
  const runsFalco = image !== undefined || commands.regions.some(({ kind }) => kind === "command-line");
  if (!runsFalco) return NOTHING;
  return joined([
    commands,
    {
      regions: entries.flatMap(({ name, value }) => (name === "env" ? variableOf(value, text, group) : [])),
      versions:
        image && reference
          ? statedImage(image, shiftMap(reference.span.start, reference.span.end - reference.span.start), {
              group,
            })
          : [],
    },
  ]);
}

function variableOf(block: HclValue, text: string, group: string): HostReading["regions"] {
  if (block.kind !== "object") return [];
  const [name, value] = ["name", "value"].map(
    (key) => block.entries.find((entry) => entry.name === key)?.value,
  );
  // A region's places never decrease, so the name must be before the value.
  if (name?.kind !== "text" || value?.kind !== "text" || name.span.start > value.span.start) return [];
  return [variableRegion(wordAt(name.span, text), wordAt(value.span, text), { group })];
}
