import type { LoadedPlugin } from "../plugins.ts";
import { pluginsWithFieldsOf } from "../plugins.ts";
import type { FieldRecord, ValueType } from "../records.ts";
import { nearestRelease } from "../releases.ts";
import { type Version, compareVersions, isAtLeast, stageAt } from "../version.ts";

/** A field as one target sees it. Its `type` is the one of that target. */
export interface FieldInfo extends Omit<FieldRecord, "isList"> {
  readonly isList: boolean;
  /** The loaded plugin that provides it; absent when it is Falco's own in the target, whatever it became later. */
  readonly broughtBy?: string;
  readonly deprecated?: FieldDeprecation;
  /** The target's rules loader warns of it. */
  readonly loaderWarns: boolean;
}

export interface FieldDeprecation {
  readonly since: Version;
  /** `since` is a version of this plugin, not of Falco. */
  readonly plugin?: string;
  readonly replacedBy?: string;
  /** The one value that it still has. */
  readonly fixedValue?: string;
  /** It has no value any longer. */
  readonly unavailable?: true;
}

/** Why a field that exists somewhere is not there in a target. */
export type FieldAbsence =
  /** One of these plugins would provide it; with `onlyFor`, for rules of these sources and not for those asked about. */
  | {
      readonly kind: "needs-plugin";
      readonly record: FieldRecord;
      readonly plugins: readonly string[];
      readonly onlyFor?: readonly string[];
    }
  /** The loaded version of the plugin is older than the field. */
  | {
      readonly kind: "plugin-too-old";
      readonly record: FieldRecord;
      readonly plugin: string;
      readonly since: Version;
      readonly have: Version;
    }
  | { readonly kind: "not-yet"; readonly record: FieldRecord; readonly since: Version }
  /** Gone since a version of Falco, or of `plugin`. */
  | {
      readonly kind: "removed";
      readonly record: FieldRecord;
      readonly removedIn: Version;
      readonly plugin?: string;
    };

/** The field in a target with some plugins loaded, or why it is not there. */
export function fieldAt(
  record: FieldRecord,
  target: Version,
  loaded: readonly LoadedPlugin[],
): FieldInfo | FieldAbsence {
  if (record.plugin === undefined || isStillCore(record, target)) return coreFieldAt(record, target);
  const plugin =
    loaded.find((one) => one.name === record.plugin) ??
    loaded.find((one) => one.record?.fieldsOf === record.plugin);
  if (!plugin) return { kind: "needs-plugin", record, plugins: pluginsWithFieldsOf(record.plugin) };
  // The versions of fields are those of the plugin that owns them; a plugin that shares its fields counts differently.
  const version = plugin.name === record.plugin ? plugin.version : undefined;
  if (version && record.sincePlugin && !isAtLeast(version, record.sincePlugin))
    return { kind: "plugin-too-old", record, plugin: plugin.name, since: record.sincePlugin, have: version };
  if (version && record.removedInPlugin && isAtLeast(version, record.removedInPlugin))
    return { kind: "removed", record, removedIn: record.removedInPlugin, plugin: plugin.name };
  return toInfo(record, target, plugin.name, version);
}

export function isFieldInfo(field: FieldInfo | FieldAbsence): field is FieldInfo {
  return !("kind" in field);
}

/** Whether no plugin provides the field in the target. It need not exist there. */
export function isCoreField(record: FieldRecord, target: Version): boolean {
  return record.plugin === undefined || isStillCore(record, target);
}

function isStillCore({ core }: FieldRecord, target: Version): boolean {
  return (
    core !== undefined &&
    isAtLeast(target, core.since) &&
    compareVersions(nearestRelease(target).version, core.until) <= 0
  );
}

function coreFieldAt(record: FieldRecord, target: Version): FieldInfo | FieldAbsence {
  const stage = stageAt(record, target);
  if (stage === "notYet" && record.since) return { kind: "not-yet", record, since: record.since };
  if (stage === "removed" && record.removedIn)
    return { kind: "removed", record, removedIn: record.removedIn };
  return toInfo(record, target, undefined, undefined);
}

function toInfo(
  record: FieldRecord,
  target: Version,
  broughtBy: string | undefined,
  version: Version | undefined,
): FieldInfo {
  const deprecated = deprecationAt(record, target, version);
  const dotted = broughtBy === undefined ? record.core?.dotted : undefined;
  return {
    ...record,
    ...(dotted && record.arg && { arg: { ...record.arg, dotted } }),
    type: typeAt(record, target),
    isList: record.isList === true,
    loaderWarns: record.loaderWarnsSince !== undefined && isAtLeast(target, record.loaderWarnsSince),
    ...(broughtBy && { broughtBy }),
    ...(deprecated && { deprecated }),
  };
}

function deprecationAt(
  record: FieldRecord,
  target: Version,
  version: Version | undefined,
): FieldDeprecation | undefined {
  const { replacedBy, fixedValue, unavailable } = record;
  const replacement = {
    ...(replacedBy && { replacedBy }),
    ...(fixedValue && { fixedValue }),
    ...(unavailable && { unavailable }),
  };
  if (record.deprecatedIn && isAtLeast(target, record.deprecatedIn))
    return { since: record.deprecatedIn, ...replacement };
  if (record.deprecatedInPlugin && record.plugin && version && isAtLeast(version, record.deprecatedInPlugin))
    return { since: record.deprecatedInPlugin, plugin: record.plugin, ...replacement };
  return undefined;
}

/** A change that the target does not have yet leaves the type from before it. */
function typeAt(record: FieldRecord, target: Version): ValueType {
  return record.typeChanges?.find((change) => !isAtLeast(target, change.in))?.from ?? record.type;
}
