import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };

test("a workspace that is not trusted decides neither what is fetched nor which files outside of it are read", () => {
  const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
  const settings = [manifest.contributes.configuration]
    .flat()
    .flatMap(({ properties }) => Object.entries(properties));
  const fetching = settings.filter(([name]) => name.startsWith("falco.rulesArtifact."));
  expect(restrictedConfigurations).toEqual(
    expect.arrayContaining(["falco.defaultRules", ...fetching.map(([name]) => name)]),
  );
  // A trusted one may name its mirror. Other machines' settings are not synchronized to this one.
  expect(fetching.map(([, { scope }]) => scope)).toEqual(fetching.map(() => "machine-overridable"));
});
