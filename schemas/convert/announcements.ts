import type { AnnouncementRecord } from "../../server/src/catalog/records.ts";
import { anything, defined, list, oneOf, optional, record, text, version, words } from "../shape.ts";

const sourceShape = record({
  meta: anything,
  announcements: list(record({ of: oneOf(["option", "config key", "item key", "field"]), name: text, removal: optional(version), note: words, source: text })),
});

/** `sources/announcements.json` → what is to go, and where the Falco project says so. */
export function convertAnnouncements(source: unknown): { readonly announcements: readonly AnnouncementRecord[] } {
  return { announcements: sourceShape(source, "announcements.json").announcements.map((one) => defined({ ...one })) };
}
