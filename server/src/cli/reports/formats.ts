import { VERSION } from "../../project/product-version.ts";
import { shown } from "../output.ts";
import { checkstyleReport } from "./checkstyle.ts";
import { githubFile } from "./github.ts";
import { gitlabReport } from "./gitlab.ts";
import { humanEnd, humanFile } from "./human.ts";
import { jsonReport } from "./json.ts";
import { junitReport } from "./junit.ts";
import type { FileReport, Report } from "./report.ts";
import { sarifReport } from "./sarif.ts";

/** How a report is printed. */
export interface Format {
  /** The text of a file, where the format is that of each file in turn and an end: it is printed while others are checked. */
  readonly file?: (file: FileReport) => string;
  /** What comes after the files, or everything. */
  readonly end: (report: Report) => string;
}

/** For people. `note` is what comes last. */
export function forPeople(colour: boolean, note: (report: Report) => string): Format {
  return {
    file: (file) => humanFile(file, colour),
    end: (report) => humanEnd(report, colour) + note(report),
  };
}

/** For programs. */
export const FORMATS_OF_PROGRAMS = {
  json: whole((report) => shown(jsonReport(report))),
  sarif: whole((report) => shown(sarifReport(report, VERSION))),
  github: { file: githubFile, end: () => "" },
  gitlab: whole((report) => shown(gitlabReport(report))),
  junit: whole((report) => shown(junitReport(report))),
  checkstyle: whole((report) => shown(checkstyleReport(report))),
} as const;

function whole(end: Format["end"]): Format {
  return { end };
}
