/* Loaded into the program that is measured (`node --require`): answers its parent how long its event loop was blocked, and what it holds. */
const { monitorEventLoopDelay } = require("node:perf_hooks");
const { readFileSync } = require("node:fs");
const { setFlagsFromString } = require("node:v8");
const { runInNewContext } = require("node:vm");

if (process.channel) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  process.on("message", (asked) => {
    if (asked === "reset") delay.reset();
    const longest = delay.count === 0 ? 0 : delay.max / 1e6;
    // A flag at the start would make the engine refuse the code that was compiled without it.
    setFlagsFromString("--expose-gc");
    runInNewContext("gc")();
    const { rss, heapUsed } = process.memoryUsage();
    process.send({ longest, rss, heapUsed });
  });
  process.channel.unref();
}
const { BENCH_PROCESSOR_TIME: descriptor } = process.env;
if (descriptor !== undefined)
  process.on("exit", () => {
    try {
      const used = readFileSync("/proc/self/schedstat", "utf8").split(" ")[0];
      require("node:fs").writeSync(Number(descriptor), used);
    } catch {
      // Not on this system.
    }
  });
