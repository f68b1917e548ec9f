/** The port that a condition's text represents: a number, of which 16 bits count, or the name of a service; undefined for other names. */
export function portOf(text: string): number | undefined {
  if (text === "") return 0;
  if (/^[0-9]+$/.test(text)) return Number(BigInt.asUintN(16, BigInt(text)));
  return PORTS.get(text);
}

/** Ports of the services that conditions name. A host's own file of services may differ. */
const PORTS: ReadonlyMap<string, number> = new Map(
  `ftp-data 20 ftp 21 ssh 22 telnet 23 smtp 25 mail 25 time 37 whois 43 tacacs 49 domain 53 bootps 67 bootpc 68 tftp 69
gopher 70 finger 79 http 80 www 80 kerberos 88 kerberos5 88 krb5 88 iso-tsap 102 pop3 110 pop-3 110 sunrpc 111 portmapper 111
auth 113 nntp 119 ntp 123 epmap 135 netbios-ns 137 netbios-dgm 138 netbios-ssn 139 imap2 143 imap 143 snmp 161 snmp-trap 162
snmptrap 162 xdmcp 177 bgp 179 irc 194 ldap 389 https 443 microsoft-ds 445 kpasswd 464 submissions 465 ssmtp 465 smtps 465
isakmp 500 exec 512 biff 512 login 513 who 513 shell 514 syslog 514 printer 515 talk 517 ntalk 518 route 520 uucp 540
klogin 543 kshell 544 rtsp 554 nntps 563 submission 587 ldaps 636 domain-s 853 rsync 873 ftps-data 989 ftps 990 telnets 992
imaps 993 pop3s 995 socks 1080 openvpn 1194 ms-sql-s 1433 ms-sql-m 1434 radius 1812 radius-acct 1813 nfs 2049 cvspserver 2401
docker 2375 mysql 3306 ms-wbt-server 3389 svn 3690 epmd 4369 sip 5060 sip-tls 5061 xmpp-client 5222 xmpp-server 5269
cfengine 5308 mdns 5353 postgresql 5432 postgres 5432 amqps 5671 amqp 5672 x11 6000 x11-0 6000 redis 6379 ircd 6667 ircs-u 6697
http-alt 8080 webcache 8080 puppet 8140 bacula-dir 9101 bacula-fd 9102 bacula-sd 9103 git 9418 webmin 10000
zabbix-agent 10050 zabbix-trapper 10051 amanda 10080`
    .split(/\s+/)
    .flatMap((name, index, all): [string, number][] =>
      index % 2 === 0 ? [[name, Number(all[index + 1])]] : [],
    ),
);
