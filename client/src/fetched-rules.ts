import { type ExtensionContext, FileType, Uri, workspace } from "vscode";
import type { RulesFile } from "../../server/src/registry/unpack.ts";

/** As the server takes it (`server/src/lsp/protocol.ts`). */
interface FetchedFile {
  readonly uri: string;
  readonly version?: string;
}

/** The folder of rules that are before every file, whatever its release. */
const ANY = "any";

/** Default rules in the extension's own storage: a folder for each version, with its files. */
export class FetchedRules {
  /** Those at hand, as they were last looked up. */
  files: readonly FetchedFile[] = [];
  readonly #storage: Uri;

  constructor({ globalStorageUri }: ExtensionContext) {
    this.#storage = Uri.joinPath(globalStorageUri, "default-rules");
  }

  /** Looks the files up. Rules for every release hide the others. */
  async look(): Promise<this> {
    const folders = await namesIn(this.#storage, FileType.Directory);
    const shown = folders.includes(ANY) ? [ANY] : folders.filter((name) => /^\d[\w.-]*$/.test(name));
    const found = await Promise.all(
      shown.map(async (name) => {
        const folder = Uri.joinPath(this.#storage, name);
        const files = (await namesIn(folder, FileType.File)).filter((file) => /\.ya?ml$/.test(file)).sort();
        return files.map((file) => ({
          uri: Uri.joinPath(folder, file).toString(),
          ...(name !== ANY && { version: name }),
        }));
      }),
    );
    this.files = found.flat();
    return this;
  }

  /** Keeps the files of one version, or, without it, of rules for every release. What was asked for last counts. */
  async store(files: readonly RulesFile[], version: string | undefined): Promise<void> {
    // Written beside its place first: the server never sees half of it.
    const fresh = Uri.joinPath(this.#storage, `.${version ?? ANY}-${Date.now()}`);
    try {
      await workspace.fs.createDirectory(fresh);
      for (const { name, bytes } of files) await workspace.fs.writeFile(Uri.joinPath(fresh, name), bytes);
      if (version !== undefined) await remove(Uri.joinPath(this.#storage, ANY));
      await workspace.fs.rename(fresh, Uri.joinPath(this.#storage, version ?? ANY), { overwrite: true });
    } finally {
      await remove(fresh);
    }
  }

  clear(): Promise<void> {
    return remove(this.#storage);
  }

  /** Whether a file is one of them. */
  has(file: Uri): boolean {
    return file.toString().startsWith(`${this.#storage.toString()}/`);
  }
}

async function namesIn(folder: Uri, type: FileType): Promise<readonly string[]> {
  try {
    return (await workspace.fs.readDirectory(folder)).flatMap(([name, kind]) =>
      kind === type ? [name] : [],
    );
  } catch {
    return [];
  }
}

async function remove(folder: Uri): Promise<void> {
  try {
    await workspace.fs.delete(folder, { recursive: true });
  } catch {
    // It is not there.
  }
}
