/** What a checkout of Falco, and one of its charts, say of a release. */
import { execFileSync } from "node:child_process";

export interface Checkout {
  /** All releases in the order of their versions. */
  readonly tags: readonly string[];
  /** The release that is checked out. */
  readonly tag?: string | undefined;
  readonly date?: string | undefined;
  readonly engine?: string | undefined;
  readonly libs?: string | undefined;
  readonly rules?: string | undefined;
  readonly falcoctl?: string | undefined;
  readonly containerPlugin?: string | undefined;
  /** The first chart that installs the release. */
  readonly firstChart?: string | undefined;
  /** A file as a release has it. */
  read(tag: string, file: string): string | undefined;
}

/** Reads a checkout by its tags; nothing of it is run. */
export function readCheckout(folder: string, release: string, charts?: string): Checkout {
  const git = (...words: readonly string[]): string | undefined => run(folder, words);
  const tags = (git("tag", "--list", "--sort=version:refname") ?? "")
    .split("\n")
    .filter((tag) => /^\d+\.\d+\.\d+$/.test(tag));
  const read = (tag: string, file: string): string | undefined => git("show", `${tag}:${file}`);
  const inFile = (file: string, pattern: RegExp): string | undefined =>
    pattern.exec(read(release, file) ?? "")?.[1];
  const header = "userspace/engine/falco_engine_version.h";
  const parts = ["MAJOR", "MINOR", "PATCH"].map((part) =>
    inFile(header, new RegExp(`FALCO_ENGINE_VERSION_${part} (\\d+)`)),
  );
  return {
    tags,
    tag: git("describe", "--tags", "--exact-match")?.trim(),
    date: git("log", "-1", "--format=%cs", release)?.trim(),
    engine: parts.includes(undefined) ? undefined : parts.join("."),
    libs: inFile("cmake/modules/falcosecurity-libs.cmake", /FALCOSECURITY_LIBS_VERSION "v?([^"]+)"/),
    rules: inFile("cmake/modules/rules.cmake", /FALCOSECURITY_RULES_FALCO_VERSION "([^"]+)"/),
    falcoctl: inFile("cmake/modules/falcoctl.cmake", /FALCOCTL_VERSION "v?([^"]+)"/),
    containerPlugin: inFile("CMakeLists.txt", /CONTAINER_VERSION "v?([^"]+)"/),
    firstChart: charts === undefined ? undefined : chartOf(charts, release),
    read,
  };
}

function chartOf(folder: string, release: string): string | undefined {
  const tags = (run(folder, ["tag", "--list", "falco-*", "--sort=version:refname"]) ?? "").split("\n");
  const found = tags.find((tag) =>
    (run(folder, ["show", `${tag}:charts/falco/Chart.yaml`]) ?? "").includes(`appVersion: "${release}"`),
  );
  return found?.replace("falco-", "");
}

function run(folder: string, words: readonly string[]): string | undefined {
  try {
    return execFileSync("git", ["-C", folder, ...words], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return undefined;
  }
}
