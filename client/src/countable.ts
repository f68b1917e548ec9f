/** What is counted: English for one and for any other number. Translations have as many forms as their language. */
export const COUNTABLE = {
  change: ["{0} of these changes was not applied.", "{0} of these changes were not applied."],
  "enabled rule": ["{0} enabled rule", "{0} enabled rules"],
  error: ["{0} error", "{0} errors"],
  "Falco file": ["{0} Falco file", "{0} Falco files"],
  plugin: ["{0} plugin", "{0} plugins"],
  rule: ["{0} rule", "{0} rules"],
  "rules file": ["{0} rules file", "{0} rules files"],
  technique: ["{0} technique", "{0} techniques"],
  warning: ["{0} warning", "{0} warnings"],
} as const;
