import { describe, expect, test } from "vitest";
import { ask, type Fields } from "./ask.ts";

type Row = readonly [condition: string, fields: Fields, matches: boolean];

function rows(title: string, table: readonly Row[]): void {
  describe(title, () => {
    test.each(table)("%s on %o is %s", (condition, fields, matches) => {
      expect(ask(condition, fields)).toBe(matches);
    });
  });
}

rows("strings", [
  ["proc.name = bash", { "proc.name": "bash" }, true],
  ["proc.name = bash", { "proc.name": "Bash" }, false],
  ["proc.name == bash", { "proc.name": "bash" }, true],
  ['proc.name = ""', { "proc.name": "" }, true],
  ["proc.name != bash", { "proc.name": "sh" }, true],
  ["proc.name != bash", { "proc.name": "bash" }, false],
  ["proc.name contains as", { "proc.name": "bash" }, true],
  ['proc.name contains ""', { "proc.name": "" }, true],
  ["proc.name contains AS", { "proc.name": "bash" }, false],
  ["proc.name icontains AS", { "proc.name": "bash" }, true],
  ["proc.name icontains É", { "proc.name": "é" }, false],
  ["proc.name icontains k", { "proc.name": "\u212a" }, false],
  ["proc.name startswith ba", { "proc.name": "bash" }, true],
  ["proc.name startswith bashful", { "proc.name": "bash" }, false],
  ["proc.name endswith sh", { "proc.name": "bash" }, true],
  ['proc.name endswith ""', { "proc.name": "bash" }, true],
  ["proc.name > 5", { "proc.name": "50" }, true],
  ["proc.name > 5", { "proc.name": "10" }, false],
  ["proc.name < 5", { "proc.name": "" }, true],
  ["proc.name >= 5", { "proc.name": "5" }, true],
  ["proc.name <= val(proc.exe)", { "proc.name": "\uffff", "proc.exe": "\u{10000}" }, true],
  ["proc.name = bash", { "proc.name": "bash\0 and more" }, true],
]);

rows("absent fields", [
  ["proc.name = bash", {}, false],
  ["not proc.name = bash", {}, true],
  ["proc.name != bash", {}, false],
  ["not proc.name != bash", {}, true],
  ["proc.name exists", {}, false],
  ["proc.name exists", { "proc.name": "" }, true],
  ["proc.name in ()", { "proc.name": "" }, false],
  ["fd.types exists", { "fd.types": [] }, false],
  ["not fd.types in (file)", {}, true],
  ["proc.name = val(proc.exe)", { "proc.name": "a" }, false],
  ["proc.name != val(proc.exe)", { "proc.name": "a" }, false],
  ["proc.name = a or proc.exe = b", { "proc.exe": "b" }, true],
  ["proc.name = a and proc.exe = b", { "proc.exe": "b" }, false],
]);

rows("integers of each width", [
  ["evt.num = 18446744073709551615", { "evt.num": 2n ** 64n - 1n }, true],
  ["evt.num = 18446744073709551614", { "evt.num": 2n ** 64n - 1n }, false],
  ["evt.num = 9007199254740993", { "evt.num": 9007199254740992 }, false],
  ["evt.num = -1", { "evt.num": 2n ** 64n - 1n }, true],
  ["evt.num > 99999999999999999999", { "evt.num": 2n ** 64n - 1n }, false],
  ["evt.num < 0", { "evt.num": 0 }, false],
  ["evt.num in (1, 18446744073709551615)", { "evt.num": 2n ** 64n - 1n }, true],
  ["proc.pid = -1", { "proc.pid": -1 }, true],
  ["proc.pid < 0", { "proc.pid": -(2n ** 63n) }, true],
  ["proc.pid = 99999999999999999999", { "proc.pid": 2n ** 63n - 1n }, true],
  ["proc.pid = -99999999999999999999", { "proc.pid": -(2n ** 63n) }, true],
  ["proc.pid = +5", { "proc.pid": 5 }, true],
  ["proc.pid = 010", { "proc.pid": 10 }, true],
  ["user.uid = 4294967295", { "user.uid": -1 }, true],
  ["user.uid = 4294967296", { "user.uid": 0 }, true],
  ["user.uid > 2147483648", { "user.uid": 4294967295 }, true],
  ["evt.cpu = 65536", { "evt.cpu": 0 }, true],
  ["fd.sport = 99999", { "fd.sport": 34463 }, true],
  ["fd.sport = http", { "fd.sport": 80 }, true],
  ["fd.sport in (ssh, 443)", { "fd.sport": 22 }, true],
  ['fd.sport = ""', { "fd.sport": 0 }, true],
  ["thread.cpu = 1", { "thread.cpu": 1.5 }, false],
  ["thread.cpu >= 1", { "thread.cpu": 1.5 }, true],
  ["thread.cpu in (1, 2)", { "thread.cpu": 2 }, true],
  ["proc.duration >= 5000000000", { "proc.duration": 5000000000 }, true],
]);

rows("booleans", [
  ["evt.is_open_read = true", { "evt.is_open_read": true }, true],
  ["evt.is_open_read != true", { "evt.is_open_read": false }, true],
  ["evt.is_open_read in (true, false)", { "evt.is_open_read": false }, true],
  ["evt.is_open_read intersects (true)", { "evt.is_open_read": false }, false],
  [
    "evt.is_open_read = val(evt.is_open_write)",
    { "evt.is_open_read": true, "evt.is_open_write": true },
    true,
  ],
]);

rows("addresses and networks", [
  ["fd.sip = 10.0.0.1", { "fd.sip": "10.0.0.1" }, true],
  ["fd.sip = ::1", { "fd.sip": "0:0:0:0:0:0:0:1" }, true],
  ["fd.sip = 10.0.0.1", { "fd.sip": "::ffff:10.0.0.1" }, false],
  ["fd.sip != 10.0.0.1", { "fd.sip": "::1" }, true],
  ["fd.sip in (::1, 10.0.0.1)", { "fd.sip": "10.0.0.1" }, true],
  ["fd.sip intersects (2001:DB8::1)", { "fd.sip": "2001:db8:0::1" }, true],
  ["fd.snet = 10.0.0.0/8", { "fd.snet": "10.255.255.255" }, true],
  ["fd.snet = 10.0.0.1/8", { "fd.snet": "10.2.3.4" }, true],
  ["fd.snet = 0.0.0.0/0", { "fd.snet": "255.255.255.255" }, true],
  ["fd.snet = 0.0.0.0/0", { "fd.snet": "::1" }, false],
  ["fd.snet = 192.168.1.7/32", { "fd.snet": "192.168.1.7" }, true],
  ["fd.snet != 192.168.1.0/31", { "fd.snet": "192.168.1.2" }, true],
  ["fd.snet in (10.0.0.0/8, 2001:db8::/33)", { "fd.snet": "2001:db8:7fff::1" }, true],
  ["fd.snet in (10.0.0.0/8, 2001:db8::/33)", { "fd.snet": "2001:db8:8000::1" }, false],
  ["fd.snet = ::/1", { "fd.snet": "7fff::" }, true],
  ["fd.ip = 10.0.0.1", { "fd.cip": "10.0.0.2", "fd.sip": "10.0.0.1" }, true],
  ["fd.ip != 10.0.0.1", { "fd.cip": "10.0.0.2", "fd.sip": "10.0.0.1" }, false],
  ["fd.ip != 10.0.0.1", { "fd.cip": "10.0.0.2", "fd.sip": "10.0.0.3" }, true],
  ["fd.port > 1000", { "fd.cport": 50000, "fd.sport": 80 }, true],
  ["fd.port in (80)", { "fd.cport": 50000, "fd.sport": 80 }, true],
  ["fd.net = 10.0.0.0/8", { "fd.cip": "192.168.0.1", "fd.sip": "10.0.0.3" }, true],
  ["fd.ip exists", { "fd.cip": "::1" }, true],
  ["fd.sip = val(fd.cip)", { "fd.cip": "::1", "fd.sip": "0::1" }, true],
]);

rows("lists and ancestors", [
  ["ka.user.groups in (a, b)", { "ka.user.groups": ["a", "b"] }, true],
  ["ka.user.groups in (a, b)", { "ka.user.groups": ["a", "c"] }, false],
  ["ka.user.groups intersects (a, b)", { "ka.user.groups": ["a", "c"] }, true],
  ["ka.user.groups in ()", { "ka.user.groups": ["a"] }, false],
  [
    "ka.user.groups intersects val(ka.sourceips)",
    { "ka.user.groups": ["a", "b"], "ka.sourceips": ["b"] },
    true,
  ],
  ["ka.user.groups in val(ka.sourceips)", { "ka.user.groups": ["a", "b"], "ka.sourceips": ["b"] }, false],
  ["proc.name intersects (a, b)", { "proc.name": "b" }, true],
  ["proc.aname = sshd", { "proc.aname": ["bash", "sshd"] }, true],
  ["proc.aname != sshd", { "proc.aname": ["bash", "sshd"] }, true],
  ["proc.aname != sshd", { "proc.aname": ["sshd"] }, false],
  ["proc.aname in (a, sshd)", { "proc.aname": ["bash", "sshd"] }, true],
  ["proc.apid < 10", { "proc.apid": [100, 9] }, true],
  ["proc.aname[2] = sshd", { "proc.aname[2]": "sshd" }, true],
]);

rows("glob, pmatch and regex", [
  ["fd.name glob /etc/*", { "fd.name": "/etc/a/b" }, true],
  ["fd.name glob /etc/?", { "fd.name": "/etc/ab" }, false],
  ["fd.name glob ?", { "fd.name": "é" }, false],
  ["fd.name glob ??", { "fd.name": "é" }, true],
  ["fd.name glob [a-c]x", { "fd.name": "bx" }, true],
  ["fd.name glob [!a-c]x", { "fd.name": "bx" }, false],
  ["fd.name glob [^a-c]x", { "fd.name": "dx" }, true],
  ["fd.name glob []x]", { "fd.name": "]" }, true],
  ["fd.name glob [ab", { "fd.name": "[ab" }, true],
  ["fd.name glob [[:digit:]]", { "fd.name": "7" }, true],
  ["fd.name glob a\\*", { "fd.name": "a*" }, true],
  ["fd.name glob a\\*", { "fd.name": "ab" }, false],
  ["fd.name glob *", { "fd.name": "" }, true],
  ["fd.name glob a*b*c", { "fd.name": "abc" }, true],
  ["fd.name glob a*b*c", { "fd.name": "acb" }, false],
  ["fd.name iglob /ETC/*", { "fd.name": "/etc/x" }, true],
  ["fd.name iglob [A-C]", { "fd.name": "b" }, true],
  ["fd.name glob val(proc.exe)", { "fd.name": "abc", "proc.exe": "a*" }, true],
  ["fd.name pmatch (/etc)", { "fd.name": "/etc" }, true],
  ["fd.name pmatch (/etc)", { "fd.name": "/etc/passwd" }, true],
  ["fd.name pmatch (/etc)", { "fd.name": "/etcetera" }, false],
  ["fd.name pmatch (/etc/)", { "fd.name": "etc//passwd" }, true],
  ["fd.name pmatch (/)", { "fd.name": "/anything" }, true],
  ["fd.name pmatch (/etc/ssh, /etc)", { "fd.name": "/etc/passwd" }, true],
  ["fd.name pmatch (/etc/ssh)", { "fd.name": "/etc" }, false],
  ["fd.name pmatch (/home/*/.ssh)", { "fd.name": "/home/a/.ssh/id" }, true],
  ["fd.name pmatch (/home/*/.ssh)", { "fd.name": "/home/a/b/.ssh" }, false],
  ["proc.name regex b.*", { "proc.name": "bash" }, true],
  ["proc.name regex as", { "proc.name": "bash" }, false],
  ["proc.name regex 'a|b'", { "proc.name": "b" }, true],
  ["proc.name regex '(ab){2,3}'", { "proc.name": "ababab" }, true],
  ["proc.name regex '(ab){2,3}'", { "proc.name": "ab" }, false],
  ["proc.name regex 'a+?'", { "proc.name": "" }, true],
  ["proc.name regex '[^a]'", { "proc.name": "\n" }, true],
  ["proc.name regex .", { "proc.name": "\n" }, false],
  ["proc.name regex .", { "proc.name": "é" }, true],
  ["proc.name regex '^a$'", { "proc.name": "a" }, true],
  ["proc.name regex '[[:alpha:]]+'", { "proc.name": "abC" }, true],
]);

rows("modifiers", [
  ["proc.name startswith oneof (a, b)", { "proc.name": "bc" }, true],
  ["proc.name startswith oneof (b, bc)", { "proc.name": "bcd" }, false],
  ["proc.name startswith anyof (b, bc)", { "proc.name": "bcd" }, true],
  ["proc.name contains allof (b, d)", { "proc.name": "bcd" }, true],
  ["proc.name contains allof (b, x)", { "proc.name": "bcd" }, false],
  ["proc.name != allof (a, b)", { "proc.name": "a" }, false],
  ["proc.name != anyof (a, b)", { "proc.name": "a" }, true],
  ["proc.name = allof ()", { "proc.name": "a" }, false],
  ["proc.name != allof ()", { "proc.name": "a" }, false],
  ["evt.num = anyof (1, 2)", { "evt.num": 2 }, true],
  ["proc.name = anyof (a)", {}, false],
]);

rows("transformers", [
  ["tolower(proc.name) = bash", { "proc.name": "BASH" }, true],
  ["tolower(proc.name) = é", { "proc.name": "É" }, false],
  ["toupper(proc.name) = BASH", { "proc.name": "bash" }, true],
  ["basename(proc.exepath) = bash", { "proc.exepath": "/bin/bash" }, true],
  ['basename(proc.exepath) = ""', { "proc.exepath": "/bin/" }, true],
  ["b64(proc.name) = bash", { "proc.name": "YmFzaA==" }, true],
  ["b64(proc.name) = bash", { "proc.name": "YmFzaA" }, true],
  ["b64(proc.name) exists", { "proc.name": "YmFzaB" }, false],
  ["b64(proc.name) exists", { "proc.name": "no base64" }, false],
  ["b64(proc.name) = é", { "proc.name": "w6k=" }, true],
  ["len(proc.name) = 2", { "proc.name": "é" }, true],
  ["len(ka.user.groups) = 2", { "ka.user.groups": ["a", "b"] }, true],
  ["len(proc.name) = 0", { "proc.name": "" }, true],
  ["len(proc.name) = 0", {}, false],
  ['join("-", (proc.name, "x")) = a-x', { "proc.name": "a" }, true],
  ['join("-", (proc.name, proc.exe)) exists', { "proc.name": "a" }, false],
  ['join("-", ka.user.groups) = a-b', { "ka.user.groups": ["a", "b"] }, true],
  ['join("-", (proc.name, proc.pid)) = "a-1"', { "proc.name": "a", "proc.pid": 0x31 }, true],
  ["concat(proc.name, proc.exe) = ab", { "proc.name": "a", "proc.exe": "b" }, true],
  ["toupper(tolower(proc.name)) = A", { "proc.name": "a" }, true],
  ['getopt(("-lp", "80"), "lp:") intersects (80)', {}, true],
  ['getopt(("-lp", "80"), "lp:")[p] = 80', {}, true],
  ['getopt(("-x"), "l") intersects ("?")', {}, true],
  ['getopt(("x", "-l"), "l") intersects (l)', {}, false],
  ['getopt(("--", "-l"), "l") intersects (l)', {}, false],
  ["tolower(proc.name) = tolower(proc.exe)", { "proc.name": "A", "proc.exe": "a" }, true],
  ["proc.name in tolower(proc.exe)", { "proc.name": "a", "proc.exe": "a" }, false],
  ["proc.name in val(proc.exe)", { "proc.name": "a", "proc.exe": "a" }, true],
]);

rows("bytes", [
  ["evt.buffer contains root", { "evt.buffer": "xrootx" }, true],
  ["evt.buffer bcontains 726f6f74", { "evt.buffer": "xrootx" }, true],
  ["evt.buffer bstartswith c3a9", { "evt.buffer": "é!" }, true],
  ["evt.buffer bstartswith c3", { "evt.buffer": "é!" }, true],
  ["evt.buffer = root", { "evt.buffer": "root" }, true],
  ["evt.buffer startswith ro", { "evt.buffer": "root" }, true],
  ["evt.buffer endswith ot", { "evt.buffer": "root" }, true],
  ["len(evt.buffer) = 2", { "evt.buffer": "é" }, true],
]);

rows("arguments of fields", [
  ["proc.env[PATH] = /bin", { "proc.env[PATH]": "/bin" }, true],
  ["k8s.pod.label['app'] = x", { "k8s.pod.label[app]": "x" }, true],
  ["evt.arg.flags contains O_RDONLY", { "evt.arg.flags": "O_RDONLY|O_CLOEXEC" }, true],
]);

rows("and, or and not", [
  ["proc.name = a or proc.name = b and proc.exe = c", { "proc.name": "a" }, true],
  ["(proc.name = a or proc.name = b) and proc.exe = c", { "proc.name": "a" }, false],
  ["not proc.name = a and proc.exe = c", { "proc.name": "b", "proc.exe": "c" }, true],
  ["not (proc.name = a and proc.exe = c)", { "proc.name": "a", "proc.exe": "c" }, false],
  ["not not proc.name = a", { "proc.name": "a" }, true],
  ["not (proc.name = b or not proc.exe = c)", { "proc.name": "a", "proc.exe": "c" }, true],
]);

test("hundreds of nested groups are evaluated", () => {
  const depth = 400;
  const condition = `${"not (".repeat(depth)}proc.name = a${")".repeat(depth)}`;
  expect(ask(condition, { "proc.name": "a" })).toBe(true);
});
