const ELISION_LINE = /^([ \t]*)(?:\.\.\.|…)(?=[ \t]*\r?$)/gm;
const MARK = "#..";
const MARKED = /(?:^|\s)#\.\.(?=\s|$)/;

/** A page's text with each line of `...`, which represents what is left out, as a comment of the same length. */
export function withoutElisions(text: string): string {
  return text.replace(
    ELISION_LINE,
    (whole, blanks: string) => blanks + MARK.slice(0, whole.length - blanks.length),
  );
}

/** Whether `withoutElisions` found that something is left out of `text`. */
export function isElided(text: string): boolean {
  return MARKED.test(text);
}
