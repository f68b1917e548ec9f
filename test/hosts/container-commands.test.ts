import { describe, expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { falcoImage } from "../../server/src/hosts/commands/images.ts";
import { fixture } from "../features/fixture.ts";

/** What is found, as code and marked text. */
function found(path: string, text: string): string[] {
  const { snapshot, uri } = fixture(`#- ${path}\n${text}`);
  return problemsOf(snapshot, uri).map(({ code, span }) => `${code}: ${text.slice(span.start, span.end)}`);
}

const pod = (line: string): string =>
  `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n      image: docker:27\n      command: [sh, -c, "${line}"]\n`;
const compose = (service: string): string =>
  `services:\n  a:\n    image: falcosecurity/falco:0.44.1\n${service.replace(/^(?=.)/gm, "    ")}`;

describe("a folder that is mounted is not an image", () => {
  test.each([
    "docker run -v /etc/falco:/etc/falco -e TZ=UTC --name k falcosecurity/falcosidekick:2.31.1",
    "docker run -v ./falco:/etc/falco -it falcosecurity/falco:0.44.1",
    "docker run -v /var/log/falco:/var/log/falco -d fluent/fluent-bit",
    "docker run -w /src/falco golang:1.22 go test -A",
    "podman run --volume=/etc/falco:/etc/falco -itd busybox -A",
    "nerdctl --namespace x run --mount type=bind,src=/a,dst=/etc/falco busybox -A",
    "docker run --volume /falco:/etc/falco:ro busybox -A",
    "docker container create -itv data/falco:/etc/falco busybox -A",
    "docker run -v /a/falco:$TAG busybox -A",
    "docker run -v$PWD/falco:/etc/falco $OPTS busybox -A",
    "kubectl run x --image=busybox --overrides x/falco -A",
  ])("%s", (line) => {
    expect(found("run.sh", `${line}\n`)).toEqual([]);
    expect(found("pod.yaml", pod(line))).toEqual([]);
    expect(found(".github/workflows/a.yml", `jobs:\n  a:\n    steps:\n      - run: ${line}\n`)).toEqual([]);
  });
});

describe("after every way to write options the image is found", () => {
  test.each([
    "docker run -v /etc/falco:/etc/falco falcosecurity/falco:0.44.1 -A",
    "docker run -itv /etc/falco:/etc/falco --pid=host falcosecurity/falco:0.44.1 falco -A",
    "docker run --rm --privileged --name falco -v /dev:/host/dev docker.io/falcosecurity/falco:0.44.1 -A",
    "podman run --replace -e=A=b -uroot localhost:5000/falco:0.44.1 -A",
    'docker run $OPTS --label a=b "$REGISTRY/falco:0.44.1" -A',
    "docker exec -ite A=b falco falco -A",
    "docker run falcosecurity/falco:$TAG -A",
    "docker run -v /a:/b $IMAGE /usr/bin/falco -A",
    "docker run $OPTS busybox falco -A",
    'docker exec "$NODE" bash -c "falco -A"',
    "docker exec $OPTS falco falco -A",
    'docker run -v /a:/b "falcosecurity/falco:${TAG:-latest}" falco -A',
    "docker run $REGISTRY/falco:${TAG}-debian -A",
  ])("%s", (line) => expect(found("run.sh", `${line}\n`)).toEqual(["removed-option: -A"]));

  test.each([
    "-e FALCO_BPF_PROBE=",
    "-eFALCO_BPF_PROBE=",
    "--env FALCO_BPF_PROBE=",
    "--env=FALCO_BPF_PROBE=",
    "-ite FALCO_BPF_PROBE=",
  ])("and the variable in %s", (option) => {
    expect(found("run.sh", `docker run ${option} falcosecurity/falco:0.44.1\n`)).toEqual([
      `removed-variable: FALCO_BPF_PROBE`,
    ]);
  });
});

describe("a program in the place of the image's own gets its arguments", () => {
  test.each([
    ["--entrypoint /usr/bin/falco falcosecurity/falco:0.44.1 -A", ["removed-option: -A"]],
    ["--entrypoint=falco me/mine -A", ["removed-option: -A"]],
    ["--entrypoint sh falcosecurity/falco:0.44.1 -c 'falco -A'", ["removed-option: -A"]],
    ["--entrypoint /bin/ls falcosecurity/falco:0.44.1 -A /etc", []],
    ["--entrypoint $X falcosecurity/falco:0.44.1 -A /etc", []],
  ])("docker run %s", (words, expected) => {
    expect(found("run.sh", `docker run --rm ${words}\n`)).toEqual(expected);
  });

  test.each([
    ["entrypoint: ls\ncommand: -A /etc\n", []],
    ["entrypoint: [ls]\ncommand: -A /etc\n", []],
    ["entrypoint: /usr/bin/falco\ncommand: -A\n", ["removed-option: -A"]],
    ["entrypoint: [/docker-entrypoint.sh, /usr/bin/falco]\ncommand: -A\n", ["removed-option: -A"]],
    ["entrypoint: [/docker-entrypoint.sh, /usr/bin/falco]\ncommand: [-A]\n", ["removed-option: -A"]],
    ["entrypoint: /run.sh falco\ncommand: [-A]\n", ["removed-option: -A"]],
    ["entrypoint: /docker-entrypoint.sh\ncommand: falco -A\n", ["removed-option: -A"]],
    ["entrypoint:\ncommand: [-A]\n", ["removed-option: -A"]],
    ["entrypoint: sh -c falco\ncommand: -A\n", []],
  ])("compose with %j", (service, expected) =>
    expect(found("compose.yaml", compose(service))).toEqual(expected),
  );

  test("a Dockerfile's CMD goes to its ENTRYPOINT", () => {
    expect(
      found(
        "Dockerfile",
        'FROM falcosecurity/falco:0.44.1\nENTRYPOINT ["/docker-entrypoint.sh", "falco"]\nCMD ["-A"]\n',
      ),
    ).toEqual(["removed-option: -A"]);
    expect(
      found("Dockerfile", 'FROM falcosecurity/falco:0.44.1\nENTRYPOINT ["/bin/ls"]\nCMD ["-A"]\n'),
    ).toEqual([]);
  });
});

test("an argument is taken out of the line after an entrypoint", () => {
  const text = "docker run --entrypoint falco falcosecurity/falco:0.44.1 -A -U\n";
  const { snapshot, uri } = fixture(`#- run.sh\n${text}`);
  const fixes = problemsOf(snapshot, uri).flatMap((problem) =>
    problem.fixes.flatMap(({ edits }) =>
      edits.map(({ start, end, newText }) => [text.slice(start, end), newText]),
    ),
  );
  expect(fixes).toEqual([["-A", "-o base_syscalls.all=true"]]);
});

test.each([
  ["falcosecurity/falco:0.44.1", true],
  ["localhost:5000/a/falco", true],
  ["$HOST:$PORT/falco", true],
  [`${"${REGISTRY:-docker.io}"}/falcosecurity/falco:0.44.1`, true],
  ["/etc/falco", false],
  ["./falco", false],
  ["~/falco", false],
  ["data:/etc/falco", false],
  ["a/b:5000/falco", false],
])("%s is an image of Falco's: %s", (reference, expected) => {
  expect(falcoImage(reference) !== undefined).toBe(expected);
});
