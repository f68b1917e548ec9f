import { expect, test } from "vitest";
import { createCatalogs } from "../../server/src/catalog/load.ts";

const load = createCatalogs();
const { events } = load({ target: "0.44.1", plugins: [{ name: "krsi" }, { name: "container" }] });

test("events, system calls and asynchronous events of loaded plugins are event types", () => {
  for (const name of ["open", "procexit", "acct", "setuid32", "krsi_open", "container"])
    expect(events.isEventType(name)).toBe(true);
  for (const name of ["Open", "op", "constructor"]) expect(events.isEventType(name)).toBe(false);
  expect(load({ target: "0.44.1", plugins: "none" }).events.isEventType("krsi_open")).toBe(false);
});

test("a name gives the codes of its enter and exit events in all versions", () => {
  expect(events.codesOf("open")).toEqual([2, 3]);
  expect(events.codesOf("brk")).toEqual([10, 11, 158, 159]);
});

test("generic system calls share two codes and keep their own name", () => {
  expect(events.codesOf("acct")).toEqual([0, 1]);
  expect(events.syscallsOf("acct")).toEqual(["acct"]);
  expect(events.nameOfSyscall("acct")).toBe("acct");
  expect(events.nameOfCode(0)).toBeUndefined();
});

test("the generic event itself has no codes of its own", () => {
  expect(events.codesOf("syscall")).toEqual([]);
});

test("an event asks for every system call that it represents", () => {
  expect(events.syscallsOf("accept")).toEqual(["accept", "accept4"]);
});

test("an asynchronous event adds the code of all of them", () => {
  expect(events.codesOf("krsi_open")).toEqual([402]);
  expect(events.codesOf("container")).toContain(402);
});

test("an alias passes, asks for nothing, and says the name that events carry", () => {
  expect(events.codesOf("setuid32")).toEqual([0, 1]);
  expect(events.syscallsOf("setuid32")).toEqual([]);
  expect(events.carriedName("setuid32")).toBe("setuid");
  expect(events.carriedName("open")).toBeUndefined();
});

test("the table has 454 codes and 452 system calls, and warns above 100", () => {
  expect([events.codeCount, events.syscallNames.length, events.warnAbove]).toEqual([454, 452, 100]);
});

test("a parameter has the type it is compared with", () => {
  expect(events.parameter("addr")).toMatchObject({ rawType: "SOCKADDR", rawComparable: "existsOnly" });
  expect(events.parameterPrefix("fdlimitx")).toBe("fdlimit");
  expect(events.parameterPrefix("zzz")).toBeUndefined();
});
