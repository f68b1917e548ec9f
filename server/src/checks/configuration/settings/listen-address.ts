import { consequence, defineConfigCheck } from "../config-check.ts";

/** A web server address that is not an IP address. See listen-address.md. */
export const listenAddress = defineConfigCheck({
  code: "listen-address",
  quiet: "error",
  render({ text, span, falco }) {
    const fix = {
      title: "Replace with `127.0.0.1`",
      safety: "unsafe" as const,
      edits: [{ span, newText: "127.0.0.1" }],
    };
    return {
      message: `\`${text}\` is not an IP address. Write an IPv4 or IPv6 address, such as \`0.0.0.0\`.${consequence(falco)}`,
      fixes: text === "localhost" ? [fix] : [],
    };
  },
});
