import { announcementData } from "./data.ts";
import type { AnnouncementRecord } from "./records.ts";

const BY_NAME: ReadonlyMap<string, AnnouncementRecord> = new Map(
  announcementData.announcements.map((one) => [`${one.of} ${one.name}`, one]),
);

/** What is announced of the removal of something; an option goes by its first name. */
export function announcement(of: AnnouncementRecord["of"], name: string): AnnouncementRecord | undefined {
  return BY_NAME.get(`${of} ${name}`);
}
