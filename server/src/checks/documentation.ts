/** Address of the published documentation, without a slash at its end. Anyone who publishes the project sets it here. */
export const DOCUMENTATION = "https://falco-language-tools.example";

/** Returns the address of the documentation page of a check. */
export function checkPage(code: string): string {
  return `${DOCUMENTATION}/checks/${code}.html`;
}
