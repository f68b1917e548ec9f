import { type CallToolResult, McpServer } from "@modelcontextprotocol/server";
import { StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import type { z, ZodObject } from "zod";
import { VERSION } from "../../project/product-version.ts";
import type { Command } from "commander";
import { newCommand, parsed } from "../command.ts";
import { shown } from "../output.ts";
import { UsageError } from "../usage-error.ts";
import { checkTool, conditionTool, evaluateTool, explainTool } from "./judging-tools.ts";
import { eventsTool, fieldsTool } from "./look-up-tools.ts";
import { migrateTool } from "./migrate-tool.ts";
import type { Tool } from "./tool.ts";

/** `falco-lint mcp`: serves assistants over standard input and output until that ends; returns the exit code. */
export async function runMcp(args: readonly string[]): Promise<number> {
  const command = await parsed(mcpCommand(), args);
  if (!command) return 0;
  const server = mcpServer(command.opts<{ allowWrite: boolean }>().allowWrite);
  const ended = new Promise<void>((resolve) => {
    server.server.onclose = resolve;
    process.stdin.once("end", resolve);
  });
  await server.connect(new StdioServerTransport());
  await ended;
  await server.close();
  return 0;
}

export function mcpCommand(): Command {
  return newCommand({
    name: "mcp",
    summary: "Serve assistants by the Model Context Protocol over standard input and output.",
    examples: ["falco-lint mcp", "falco-lint mcp --allow-write"],
  }).option("--allow-write", "let the tool migrate write files of the working folder", false);
}

/** A server with every tool. */
export function mcpServer(mayWrite: boolean): McpServer {
  const server = new McpServer({ name: "falco-lint", title: "Falco", version: VERSION });
  register(server, checkTool);
  register(server, explainTool);
  register(server, conditionTool);
  register(server, evaluateTool);
  register(server, migrateTool(mayWrite));
  register(server, fieldsTool);
  register(server, eventsTool);
  return server;
}

function register<In extends ZodObject, Out extends ZodObject>(server: McpServer, tool: Tool<In, Out>): void {
  const { name, title, description, input, output, writes = false } = tool;
  server.registerTool(
    name,
    {
      title,
      description,
      inputSchema: input as ZodObject,
      outputSchema: output as ZodObject,
      annotations: { readOnlyHint: !writes, destructiveHint: writes, openWorldHint: false },
    },
    // The schema has been applied to what comes in.
    (given) => answerOf(() => tool.run(given as z.infer<In>)),
  );
}

/** A mistake in what was asked is an answer for the assistant, not a failure of the server. */
function answerOf(run: () => NonNullable<CallToolResult["structuredContent"]>): CallToolResult {
  try {
    const structuredContent = run();
    return { content: [{ type: "text", text: JSON.stringify(structuredContent) }], structuredContent };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { content: [{ type: "text", text: shown(error.message) }], isError: true };
  }
}
