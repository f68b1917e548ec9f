import { announcement } from "../../../catalog/announcements.ts";
import type { AnnouncementRecord } from "../../../catalog/records.ts";

/** When the Falco project means to remove something, and where it says so, as a sentence after others; empty where nothing is announced. */
export function announced(of: AnnouncementRecord["of"], name: string): string {
  const known = announcement(of, name);
  if (!known) return "";
  const [, place = known.source] =
    /^https:\/\/github\.com\/([\w-]+\/[\w-]+\/(?:issues|pull)\/\d+)$/.exec(known.source) ?? [];
  const where = place.replace(/\/(?:issues|pull)\//, "#");
  return known.removal === undefined
    ? ` Its removal is announced without a date (${where}).`
    : ` Its removal is announced for Falco ${known.removal} (${where}).`;
}
