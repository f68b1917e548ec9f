import { readFileSync } from "node:fs";

/** How long something took, in milliseconds: on the clock, and of a processor in the program's main thread. */
export interface Time {
  readonly wall: number;
  /** Other programs on the machine do not add to it. Undefined where the system does not say. */
  readonly cpu?: number | undefined;
}

/** Of a process, by default this one. */
export async function timed(task: () => unknown, pid: number | "self" = "self"): Promise<Time> {
  const usedBefore = processorTime(pid);
  const began = performance.now();
  await task();
  const wall = performance.now() - began;
  const used = processorTime(pid);
  return { wall, cpu: used === undefined || usedBefore === undefined ? undefined : used - usedBefore };
}

/** Milliseconds that the main thread of a process has run. Undefined outside Linux. */
export function processorTime(pid: number | "self"): number | undefined {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
  } catch {
    return undefined;
  }
}

/** The median of each by itself. */
export function medianOf(times: readonly Time[], at = 0.5): Time {
  const cpus = times.flatMap(({ cpu }) => cpu ?? []);
  return {
    wall: quantile(
      times.map(({ wall }) => wall),
      at,
    ),
    ...(cpus.length > 0 && { cpu: quantile(cpus, at) }),
  };
}

export function quantile(numbers: readonly number[], at: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? Number.NaN;
}
