import { z } from "zod";
import { createCatalogs } from "../../catalog/load.ts";
import { NEWEST_FALCO } from "../../catalog/releases.ts";
import { versionOf } from "../options.ts";
import { TARGET } from "./given-files.ts";
import { tool } from "./tool.ts";

const SEARCH = {
  query: z.string().describe("A name, a part of it, or what it means."),
  limit: z.number().int().min(1).max(100).optional().describe("Most results; default: 20."),
  ...TARGET,
};

export const fieldsTool = tool({
  name: "fields",
  title: "Search fields",
  description: "Search the fields of conditions and outputs, of Falco and of its plugins, best first.",
  input: z.object({ ...SEARCH, source: z.string().optional().describe("Only fields of this event source.") }),
  output: z.object({
    fields: z.array(
      z.object({
        name: z.string(),
        type: z.string(),
        sources: z.array(z.string()),
        description: z.string(),
        plugin: z.string().optional(),
        argument: z.enum(["required", "optional"]).optional(),
        deprecated: z.boolean(),
      }),
    ),
  }),
  run({ query, limit = 20, source, target }) {
    const catalog = catalogFor(target);
    const fields = new Map(
      (source === undefined ? catalog.sources : [source])
        .flatMap((one) => catalog.fieldsFor(one))
        .filter(({ hidden }) => !hidden)
        .map((field) => [field.name, field]),
    );
    const found = bestFirst([...fields.values()], query, ({ name, hint }) => ({ name, text: hint }));
    return {
      fields: found.slice(0, limit).map(({ name, type, sources, hint, broughtBy, arg, deprecated }) => ({
        name,
        type,
        sources: [...sources],
        description: hint,
        ...(broughtBy !== undefined && { plugin: broughtBy }),
        ...(arg && { argument: arg.mode === "required" ? ("required" as const) : ("optional" as const) }),
        deprecated: deprecated !== undefined,
      })),
    };
  },
});

export const eventsTool = tool({
  name: "events",
  title: "Search event types",
  description: "Search the values of evt.type: events, their parameters and their system calls.",
  input: z.object(SEARCH),
  output: z.object({
    events: z.array(
      z.object({
        name: z.string(),
        category: z.string().optional(),
        parameters: z.array(z.string()),
        syscalls: z.array(z.string()),
      }),
    ),
  }),
  run({ query, limit = 20, target }) {
    const { events } = catalogFor(target);
    const found = bestFirst(events.typeNames, query, (name) => ({
      name,
      text: [events.event(name)?.category, ...(events.event(name)?.params ?? []).map((one) => one.name)].join(
        " ",
      ),
    }));
    return {
      events: found.slice(0, limit).map((name) => {
        const event = events.event(name);
        return {
          name,
          ...(event && { category: event.category }),
          parameters: (event?.params ?? []).map((parameter) => parameter.name),
          syscalls: [...events.syscallsOf(name)],
        };
      }),
    };
  },
});

/** Those that a search finds: by the whole name, its beginning, a part of it, then by the words of the text. */
function bestFirst<T>(
  all: readonly T[],
  query: string,
  of: (one: T) => { readonly name: string; readonly text: string },
): readonly T[] {
  const wanted = query.trim().toLowerCase();
  const words = wanted.split(/\s+/);
  const rank = (one: T): number => {
    const name = of(one).name.toLowerCase();
    if (name === wanted) return 0;
    if (name.startsWith(wanted)) return 1;
    if (name.includes(wanted)) return 2;
    const text = `${name} ${of(one).text.toLowerCase()}`;
    return words.every((word) => text.includes(word)) ? 3 : 4;
  };
  return all
    .map((one) => ({ one, rank: rank(one) }))
    .filter((each) => each.rank < 4)
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one);
}

function catalogFor(target: string | undefined) {
  return createCatalogs()({
    target: target === undefined ? NEWEST_FALCO : versionOf(target),
    plugins: "all",
  });
}
