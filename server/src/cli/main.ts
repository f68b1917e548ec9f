import process from "node:process";

process.stderr.write("falco-lint has no commands yet.\n");
process.exitCode = 2;
