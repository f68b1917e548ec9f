/** Which macros use themselves in the end. */

/**
 * Answers whether `to`, which `from` refers to, leads back to `from`. Each name is looked at once, however often is asked:
 * names that lead to one another are a strongly connected component, found as Tarjan does it, without a call stack.
 */
export function macroLoops(
  refsOf: (name: string) => readonly string[],
): (from: string, to: string) => boolean {
  const visits = new Map<string, Visit>();
  const componentOf = (name: string): number => (visits.get(name) ?? visitFrom(name, visits, refsOf)).low;
  return (from, to) => componentOf(from) === componentOf(to);
}

interface Visit {
  readonly name: string;
  readonly refs: readonly string[];
  /** How many of the references were followed. */
  followed: number;
  /** Position in the order of visits. */
  readonly number: number;
  /** Of all that belong together, the number of the first: final once `isDone`. */
  low: number;
  isDone: boolean;
}

function visitFrom(
  root: string,
  visits: Map<string, Visit>,
  refsOf: (name: string) => readonly string[],
): Visit {
  const enter = (name: string): Visit => {
    const visit: Visit = {
      name,
      refs: refsOf(name),
      followed: 0,
      number: visits.size,
      low: visits.size,
      isDone: false,
    };
    visits.set(name, visit);
    open.push(visit);
    way.push(visit);
    return visit;
  };
  /** Visits whose component is not complete. */
  const open: Visit[] = [];
  /** From the root to where we are. */
  const way: Visit[] = [];
  const first = enter(root);
  for (let here = way.at(-1); here; here = way.at(-1)) {
    const next = here.refs[here.followed++];
    const known = next === undefined ? undefined : visits.get(next);
    if (next !== undefined && !known) enter(next);
    else if (known && !known.isDone) here.low = Math.min(here.low, known.number);
    else if (next === undefined) {
      way.pop();
      const above = way.at(-1);
      if (above) above.low = Math.min(above.low, here.low);
      if (here.low === here.number) complete(here, open);
    }
  }
  return first;
}

/** Everything above `root` on the stack leads back to it. */
function complete(root: Visit, open: Visit[]): void {
  for (let visit = open.pop(); visit; visit = open.pop()) {
    visit.low = root.number;
    visit.isDone = true;
    if (visit === root) return;
  }
}
