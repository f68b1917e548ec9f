import type { ClientCapabilities } from "vscode-languageserver/node";

/** What each editor reads of its files; it rejects or ignores other keys. */
export const KNOWN_KEYS = {
  "helix file": new Set(["language-server", "language", "use-grammars", "grammar"]),
  // helix-core/src/syntax/config.rs, `LanguageServerConfiguration`.
  "helix server": new Set(["command", "args", "environment", "config", "timeout", "required-root-patterns"]),
  // There too, `LanguageConfiguration`; Helix rejects others.
  "helix language": new Set([
    "name",
    "language-id",
    "file-types",
    "roots",
    "language-servers",
    "auto-format",
  ]),
  // LSP for Sublime Text, `ClientConfig` in sublime-package.json and its page on client configuration.
  "sublime client": new Set([
    "enabled",
    "command",
    "selector",
    "settings",
    "initializationOptions",
    "env",
    "schemes",
    "priority_selector",
    "disabled_capabilities",
  ]),
  // LSP4IJ, launching/templates/LanguageServerTemplate.java.
  "lsp4ij template": new Set(["id", "name", "programArgs", "fileTypeMappings", "languageMappings"]),
  "lsp4ij mapping": new Set(["fileType", "languageId"]),
  "lsp4ij file type": new Set(["name", "patterns"]),
  // Zed, crates/extension/src/extension_manifest.rs.
  "zed manifest": new Set([
    "id",
    "name",
    "version",
    "schema_version",
    "authors",
    "description",
    "repository",
    "language_servers",
  ]),
  "zed server": new Set(["name", "language", "languages", "language_ids", "code_action_kinds"]),
  // Neovim, `vim.lsp.Config` with what it takes from `vim.lsp.ClientConfig`.
  "neovim config": new Set(["cmd", "filetypes", "root_markers", "settings", "init_options", "capabilities"]),
} as const;

/** The languages that editors know by themselves, and what their clients say they can; what changes no answer is left out. */
export const EDITORS = {
  helix: {
    languages: {
      ".yaml": "yaml",
      Dockerfile: "dockerfile",
      ".sh": "bash",
      ".md": "markdown",
    } as Readonly<Record<string, string>>,
    // helix-lsp/src/client.rs; newer ones pull diagnostics.
    capabilities: {
      general: { positionEncodings: ["utf-8", "utf-32", "utf-16"] },
      window: { workDoneProgress: true },
      workspace: {
        configuration: true,
        workspaceFolders: true,
        applyEdit: true,
        didChangeConfiguration: { dynamicRegistration: false },
        didChangeWatchedFiles: { dynamicRegistration: true },
        workspaceEdit: { documentChanges: true, resourceOperations: ["create", "rename", "delete"] },
      },
      textDocument: {
        publishDiagnostics: { versionSupport: true },
        completion: { completionItem: { snippetSupport: true, insertReplaceSupport: true } },
        codeAction: {
          dataSupport: true,
          isPreferredSupport: true,
          resolveSupport: { properties: ["edit", "command"] },
          codeActionLiteralSupport: { codeActionKind: { valueSet: ["", "quickfix", "refactor", "source"] } },
        },
      },
    } satisfies ClientCapabilities,
  },
  sublime: {
    scopes: {
      ".yaml": ["source.yaml", "yaml"],
      Dockerfile: ["source.dockerfile", "dockerfile"],
      ".sh": ["source.shell.bash", "shellscript"],
      ".md": ["text.html.markdown", "markdown"],
    } as Readonly<Record<string, readonly [scope: string, language: string]>>,
    // LSP, plugin/core/sessions.py, `get_initialize_params`.
    capabilities: {
      window: { workDoneProgress: true },
      workspace: {
        configuration: true,
        workspaceFolders: true,
        applyEdit: true,
        didChangeConfiguration: { dynamicRegistration: true },
        workspaceEdit: { documentChanges: true },
      },
      textDocument: {
        diagnostic: { dynamicRegistration: true, relatedDocumentSupport: true },
        publishDiagnostics: { versionSupport: true, relatedInformation: true },
        completion: {
          completionItem: { snippetSupport: true, insertReplaceSupport: true, labelDetailsSupport: true },
          completionList: { itemDefaults: ["editRange", "insertTextFormat", "data"] },
        },
        codeAction: { dataSupport: true, resolveSupport: { properties: ["edit"] } },
      },
    } satisfies ClientCapabilities,
  },
  jetBrains: {
    // LSP4IJ, internal/SupportedFeatures.java: settings are sent, and not asked for.
    capabilities: {
      window: { workDoneProgress: true, showDocument: { support: true } },
      workspace: {
        workspaceFolders: true,
        applyEdit: true,
        didChangeConfiguration: { dynamicRegistration: true },
        didChangeWatchedFiles: { dynamicRegistration: true },
        workspaceEdit: { documentChanges: true, resourceOperations: ["create", "delete", "rename"] },
      },
      textDocument: {
        publishDiagnostics: { dataSupport: true, codeDescriptionSupport: true, relatedInformation: true },
        completion: {
          completionItem: { snippetSupport: true },
          completionList: { itemDefaults: ["editRange"] },
        },
        codeAction: { dataSupport: true, resolveSupport: { properties: ["edit"] } },
      },
    } satisfies ClientCapabilities,
  },
  zed: {
    languages: {
      ".yaml": "YAML",
      Dockerfile: "Dockerfile",
      ".sh": "Shell Script",
      ".md": "Markdown",
    } as Readonly<Record<string, string>>,
    // crates/lsp/src/lsp.rs, `default_initialize_params`.
    capabilities: {
      general: { positionEncodings: ["utf-16"] },
      window: { workDoneProgress: true },
      workspace: {
        configuration: true,
        workspaceFolders: true,
        applyEdit: true,
        diagnostics: { refreshSupport: true },
        didChangeConfiguration: { dynamicRegistration: true },
        didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
        workspaceEdit: { documentChanges: true, resourceOperations: ["create", "rename", "delete"] },
      },
      textDocument: {
        diagnostic: { dynamicRegistration: true, relatedDocumentSupport: true },
        completion: {
          completionItem: { snippetSupport: true, insertReplaceSupport: true, labelDetailsSupport: true },
          completionList: { itemDefaults: ["commitCharacters", "editRange", "insertTextMode", "data"] },
        },
        codeAction: { dataSupport: true, resolveSupport: { properties: ["kind", "edit", "command"] } },
      },
    } satisfies ClientCapabilities,
  },
  neovim: {
    fileTypes: {
      ".yaml": "yaml",
      Dockerfile: "dockerfile",
      ".sh": "sh",
      ".md": "markdown",
      ".service": "systemd",
    } as Readonly<Record<string, string>>,
    // runtime/lua/vim/lsp/protocol.lua of 0.11, `make_client_capabilities`.
    capabilities: {
      general: { positionEncodings: ["utf-8", "utf-16", "utf-32"] },
      window: { workDoneProgress: true },
      workspace: {
        configuration: true,
        workspaceFolders: true,
        applyEdit: true,
        didChangeConfiguration: { dynamicRegistration: false },
        workspaceEdit: { resourceOperations: ["rename", "create", "delete"] },
      },
      textDocument: {
        diagnostic: { dynamicRegistration: false },
        completion: {
          completionItem: { snippetSupport: true },
          completionList: { itemDefaults: ["editRange", "insertTextFormat", "insertTextMode", "data"] },
        },
        codeAction: { dataSupport: true, resolveSupport: { properties: ["edit", "command"] } },
      },
    } satisfies ClientCapabilities,
  },
};
