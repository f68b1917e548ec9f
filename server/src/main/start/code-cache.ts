import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import Module from "node:module";
import path from "node:path";
import process from "node:process";
import { Script } from "node:vm";
import { keepCompiled } from "../../cache/keep-compiled.ts";
import { isPrivate } from "../../cache/private-folder.ts";

/** When the code is stored, after the server has most likely been used: functions compiled until then are stored too. */
const STORED_AFTER_MS = 5_000;

/**
 * Runs a CommonJS program with compiled code from `folder`, which it writes there the first time. Whatever is missing,
 * stale or not to be trusted there costs the time to compile and nothing else. Without a folder nothing is kept.
 */
export function runWithCache(program: string, folder: string | undefined): void {
  // What lies in the folder is run as code.
  if (folder === undefined || keepCompiled(folder) || !isPrivate(folder)) {
    Module.createRequire(program)(program);
    return;
  }
  const { size, mtimeMs } = statSync(program);
  const suffix = `-${process.version}-${process.arch}.code`;
  // The engine compares its own version and the length of the source, and no more.
  const file = path.join(folder, `${path.parse(program).name}-${size}-${Math.floor(mtimeMs)}${suffix}`);
  const cachedData = bytesOf(file);
  const script = new Script(Module.wrap(readFileSync(program, "utf8")), {
    filename: program,
    ...(cachedData && { cachedData }),
  });
  if (!cachedData || script.cachedDataRejected)
    setTimeout(() => store(script, file, suffix), STORED_AFTER_MS).unref();
  const module = new Module(program);
  module.filename = program;
  script
    .runInThisContext()
    .call(
      module.exports,
      module.exports,
      Module.createRequire(program),
      module,
      program,
      path.dirname(program),
    );
}

function bytesOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Another server may write at the same time: a whole file replaces the one before, and those of older builds go. */
function store(script: Script, file: string, suffix: string): void {
  const part = `${file}.${process.pid}`;
  try {
    writeFileSync(part, script.createCachedData(), { mode: 0o600 });
    renameSync(part, file);
    const folder = path.dirname(file);
    for (const name of readdirSync(folder))
      if (name.endsWith(suffix) && name !== path.basename(file)) rmSync(path.join(folder, name));
  } catch {
    rmSync(part, { force: true });
  }
}
