/**
 * Stands in for the table of named characters of HTML in what is shipped. Markdown is read for its code blocks, which
 * have none, and the table is as large as a layer of the server.
 * @returns {false}
 */
export function decodeNamedCharacterReference() {
  return false;
}
