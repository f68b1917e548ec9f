import { removedImage } from "../../catalog/options.ts";
import { falcoForChart } from "../../catalog/releases.ts";
import type { ImageRecord } from "../../catalog/records.ts";
import { isAtLeast, readVersion, type Version } from "../../catalog/version.ts";
import type { StatedImage, StatedVersion } from "../../hosts/host.ts";
import { nodeAt, valueOf, type YamlMap } from "../../syntax/yaml-node.ts";
import type { Edit, Span } from "../../text/span.ts";

/** An image of Falco's that was not built for the release that its tag names. */
export interface RemovedImage {
  readonly code: "removed-image";
  /** Of the last part of the image's name. */
  readonly span: Span;
  /** Absent where the newest one is asked for. */
  readonly version?: Version;
  readonly record: ImageRecord;
  readonly edits: readonly Edit[];
}

/** The images of a document, by the versions that it states. */
export function removedImages(stated: readonly StatedVersion[], text: string): RemovedImage[] {
  const seen = new Set<number>();
  return stated.flatMap((one): RemovedImage[] => {
    const version = one.of === "falco" ? readVersion(one.version) : undefined;
    const named = version && imageAt(one, text);
    if (!named || !isAtLeast(version, named.record.removedIn) || seen.size === seen.add(one.span.start).size)
      return [];
    return [{ code: "removed-image", version, ...named, edits: renamed(one, named, text, one.version) }];
  });
}

/** The images that are named without a release, and so in the newest one. */
export function unreleasedImages(images: readonly StatedImage[]): RemovedImage[] {
  const seen = new Set<number>();
  return images.flatMap(({ name, span }): RemovedImage[] => {
    const record = removedImage(name);
    if (!record || seen.size === seen.add(span.start).size) return [];
    // Which tag has the variant depends on the release, which only a person knows.
    const edits = record.variant === undefined ? [{ span, newText: record.replacedBy }] : [];
    return [{ code: "removed-image", span, record, edits }];
  });
}

/** The image whose tag a version is in, where that image is no longer built. */
export function imageAt(
  { span }: StatedVersion,
  text: string,
): { readonly span: Span; readonly record: ImageRecord } | undefined {
  const [, name = "", rest = ""] =
    /(?<![a-z-])([a-z-]+)(:v?)$/.exec(text.slice(Math.max(0, span.start - 80), span.start)) ?? [];
  const record = removedImage(name);
  const end = span.start - rest.length;
  return record && { span: { start: end - name.length, end }, record };
}

/** The edits that name the image which replaced it, in a version; none where the tag says more than a version. */
export function renamed(
  { span }: StatedVersion,
  image: { readonly span: Span; readonly record: ImageRecord },
  text: string,
  version: string,
): readonly Edit[] {
  const { replacedBy, variant } = image.record;
  const written = text.slice(span.start, span.end);
  if (written.includes("$") || /^[-.\w@]/.test(text.slice(span.end, span.end + 1))) return [];
  const tag = variant === undefined ? version : `${version}-${variant}`;
  return [{ span: image.span, newText: replacedBy }, ...(written === tag ? [] : [{ span, newText: tag }])];
}

/** Images that chart values name by their repositories; without a tag they are of the chart's own release. */
export function removedChartImages(root: YamlMap, source: string, chart: Version): RemovedImage[] {
  return [["image"], ["driver", "loader", "initContainer", "image"]].flatMap((path): RemovedImage[] => {
    const image = nodeAt(root, path);
    const repository = valueOf(image, "repository");
    const tag = valueOf(image, "tag");
    if (
      repository?.kind !== "scalar" ||
      repository.alias !== undefined ||
      repository.style === "literal" ||
      repository.style === "folded"
    )
      return [];
    const name = repository.text.slice(repository.text.lastIndexOf("/") + 1);
    const record = removedImage(name);
    const isEmpty = tag === undefined || (tag.kind === "scalar" && (tag.isNull || tag.text === ""));
    const version = isEmpty
      ? falcoForChart(chart)
      : tag.kind === "scalar"
        ? readVersion(tag.text.replace(/^v/, ""))
        : undefined;
    if (!record || version === undefined || !isAtLeast(version, record.removedIn)) return [];
    const start = source.indexOf(name, repository.span.start + repository.text.length - name.length);
    if (start < 0 || start > repository.span.end) return [];
    const span = { start, end: start + name.length };
    // A variant is in the tag, and which tag that would be the chart alone knows.
    const edits = record.variant === undefined ? [{ span, newText: record.replacedBy }] : [];
    return [{ code: "removed-image", span, version, record, edits }];
  });
}
