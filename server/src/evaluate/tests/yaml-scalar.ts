/** A string as a YAML scalar on one line: plain where it stays a string in block and in flow style, else in double quotes. */
export function yamlScalar(text: string): string {
  const isPlain =
    /^[A-Za-z0-9_./][^\p{Cc}:#"'{}[\],&*!|>%@`\\]*$/u.test(text) &&
    text === text.trim() &&
    !/^(?:null|~|true|false|yes|no|on|off)$/i.test(text);
  return isPlain ? text : JSON.stringify(text);
}
