import { expect, test } from "vitest";
import {
  applyOverride,
  applyOverrides,
  type Override,
  readOverride,
} from "../../../server/src/model/configuration/override.ts";
import { unquotedPatterns } from "../../../server/src/model/invocation/unquoted-patterns.ts";
import { readInvocation } from "../../../server/src/model/invocation/invocation.ts";
import { OPTIONS } from "../../../server/src/catalog/options.ts";
import { readYaml } from "../../../server/src/syntax/yaml.ts";
import type { YamlMap } from "../../../server/src/syntax/yaml-node.ts";
import { countUntil } from "../../../server/src/text/count-until.ts";
import { NEWEST } from "./judge.ts";

function overrideOf(text: string): Override {
  const { override } = readOverride(text, NEWEST);
  if (!override) throw new Error(`${text} is no override`);
  return override;
}

function mapOf(text: string): YamlMap {
  const root = readYaml(text).documents[0]?.root;
  if (root?.kind !== "map") throw new Error("no map");
  return root;
}

const CONFIG =
  "json_output: true\nrules_files: [a.yaml]\nengine: {kind: kmod, kmod: {drop_failed_exit: true}}\nlog_level: info\nlog_level: debug\n";

test("overrides together come to what they come to one after the other, and leave what was given as it is", () => {
  const texts = [
    "rules_files[]=b.yaml",
    "rules_files[0]=c.yaml",
    "log_level=error",
    "engine.kind=ebpf",
    "engine.ebpf.probe=/a",
    "engine.ebpf={probe: /b, more: {x: 1}}",
    "engine.ebpf.more.y=2",
    "json_output[]=x",
    "json_output.below=x",
    "plugins[].name=one",
    "plugins[0].path=/one.so",
    "plugins[].name=two",
    "rules_files[9]=far",
    "rules_files[]=after",
    "rules_files.name=x",
  ];
  const overrides = [...texts, ...texts.toReversed()].map(overrideOf);
  const [together, single] = [mapOf(CONFIG), mapOf(CONFIG)];
  const made = applyOverrides(together, overrides);
  const faults = [];
  let root = single;
  for (const override of overrides) {
    const next = applyOverride(root, override);
    root = next.root;
    faults.push(...next.faults);
  }
  expect(made).toEqual({ root, faults });
  expect(faults.length).toBeGreaterThan(0);
  expect([together, single]).toEqual([mapOf(CONFIG), mapOf(CONFIG)]);
});

test("each override looks at its own name only, however many there are", () => {
  const count = 3000;
  let looks = 0;
  const watched = (override: Override): Override => ({
    ...override,
    steps: override.steps.map((step) =>
      step.kind !== "name"
        ? step
        : {
            kind: "name",
            span: step.span,
            get name() {
              looks++;
              return step.name;
            },
          },
    ),
  });
  const overrides = Array.from({ length: count }, (_, i) =>
    watched(overrideOf(i % 2 === 0 ? `key${i}=x` : `block.key${i}[]=x`)),
  );
  const { root } = applyOverrides(mapOf(CONFIG), overrides);
  expect(root.entries).toHaveLength(5 + count / 2 + 1);
  expect(looks).toBeLessThan(10 * count);
});

test("of many signs of a pattern each value looks at its own and a few others", () => {
  const count = 3000;
  let looks = 0;
  const text = `falco${"\0-o\0a[]=x".repeat(count)}`;
  const bare = [...text.matchAll(/[[\]]/g)].map(({ index }) => ({
    get start() {
      looks++;
      return index;
    },
    end: index + 1,
  }));
  const found = unquotedPatterns(readInvocation({ text }, OPTIONS), bare);
  expect(found).toHaveLength(count);
  const last = text.lastIndexOf("a[]=x");
  expect(found.at(-1)?.span).toEqual({ start: last, end: last + 5 });
  expect(looks).toBeLessThan(60 * count);
});

test.each([0, 1, 2, 3, 4, 5])("%i of five are counted", (wanted) => {
  expect(countUntil([0, 1, 2, 3, 4], (item) => item < wanted)).toBe(wanted);
});
