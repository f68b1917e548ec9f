/** Fields of the cloudtrail plugin from a record. Source: the plugin's `extract.go` and its documentation of fields. */
import type { EventValue } from "../values/value.ts";
import { isJsonObject, jsonAt, jsonText, type JsonValue, toJson } from "./json-value.ts";

/** Fields that are a string of the record. */
const TEXTS: readonly (readonly [string, ...string[]])[] = [
  ["ct.id", "eventID"],
  ["ct.error", "errorCode"],
  ["ct.errormessage", "errorMessage"],
  ["ct.time", "eventTime"],
  ["ct.src", "eventSource"],
  ["ct.name", "eventName"],
  ["ct.eventtype", "eventType"],
  ["ct.eventcategory", "eventCategory"],
  ["ct.apiversion", "apiVersion"],
  ["ct.requestid", "requestID"],
  ["ct.recipientaccountid", "recipientAccountId"],
  ["ct.sharedeventid", "sharedEventID"],
  ["ct.vpcendpointid", "vpcEndpointId"],
  ["ct.region", "awsRegion"],
  ["ct.srcip", "sourceIPAddress"],
  ["ct.useragent", "userAgent"],
  ["ct.user.identitytype", "userIdentity", "type"],
  ["ct.user.principalid", "userIdentity", "principalId"],
  ["ct.user.arn", "userIdentity", "arn"],
  ["ct.user.accountid", "userIdentity", "accountId"],
  ["ct.sessioncredentialfromconsole", "sessionCredentialFromConsole"],
  ["ct.tlsdetails.tlsversion", "tlsDetails", "tlsVersion"],
  ["ct.tlsdetails.ciphersuite", "tlsDetails", "cipherSuite"],
  ["ct.tlsdetails.clientprovidedhostheader", "tlsDetails", "clientProvidedHostHeader"],
  ["ct.addendum.reason", "addendum", "reason"],
  ["ct.addendum.updatedfields", "addendum", "updatedFields"],
  ["ct.addendum.originalrequestid", "addendum", "originalRequestID"],
  ["ct.addendum.originaleventid", "addendum", "originalEventID"],
  ["ct.response.subnetid", "responseElements", "subnetId"],
  ["ct.response.reservationid", "responseElements", "reservationId"],
  ["ct.request.availabilityzone", "requestParameters", "availabilityZone"],
  ["ct.request.cluster", "requestParameters", "cluster"],
  ["ct.request.documentname", "requestParameters", "documentName"],
  ["ct.request.functionname", "requestParameters", "functionName"],
  ["ct.request.groupname", "requestParameters", "groupName"],
  ["ct.request.host", "requestParameters", "Host"],
  ["ct.request.name", "requestParameters", "name"],
  ["ct.request.policy", "requestParameters", "policy"],
  ["ct.request.reason", "requestParameters", "reason"],
  ["ct.request.serialnumber", "requestParameters", "serialNumber"],
  ["ct.request.servicename", "requestParameters", "serviceName"],
  ["ct.request.subnetid", "requestParameters", "subnetId"],
  ["ct.request.target", "requestParameters", "target"],
  ["ct.request.taskdefinition", "requestParameters", "taskDefinition"],
  ["ct.request.username", "requestParameters", "userName"],
  ["s3.bucket", "requestParameters", "bucketName"],
  ["s3.key", "requestParameters", "key"],
  ["ecr.repository", "requestParameters", "repositoryName"],
  ["ecr.imagetag", "requestParameters", "imageTag"],
  ["iam.role", "requestParameters", "roleName"],
  ["iam.policy", "requestParameters", "policyArn"],
];

/** Fields that are a part of the record as JSON text. */
const PARTS: readonly (readonly [string, ...string[]])[] = [
  ["ct.request", "requestParameters"],
  ["ct.response", "responseElements"],
  ["ct.resources", "resources"],
  ["ct.additionaleventdata", "additionalEventData"],
  ["ct.serviceeventdetails", "serviceEventDetails"],
  ["ct.edgedevicedetails", "edgeDeviceDetails"],
];

/** Calls that change something begin with one of these words; asked where a record does not say so itself. */
const CHANGES =
  /^(?:Start|Stop|Create|Destroy|Delete|Add|Remove|Terminate|Put|Associate|Disassociate|Attach|Detach|Open|Close|Wipe|Update|Upgrade|Unlink|Assign|Unassign|Suspend|Set|Run|Register|Deregister|Reboot|Purchase|Modify|Initialize|Enable|Disable|Cancel|Admin|Activate)/;

export function cloudtrailFields(record: JsonValue): ReadonlyMap<string, EventValue> {
  const fields = new Map<string, EventValue>();
  const set = (name: string, value: EventValue | undefined): void => {
    if (value !== undefined) fields.set(name, value);
  };
  for (const [name, ...path] of TEXTS) set(name, jsonText(jsonAt(record, path)));
  for (const [name, ...path] of PARTS) {
    const part = jsonAt(record, path);
    set(name, part === undefined ? undefined : toJson(part));
  }
  const source = jsonText(jsonAt(record, ["eventSource"]));
  set("ct.shortsrc", source?.replace(/(?<=.)\.amazonaws\.com$/, ""));
  set("ct.user", userOf(record));
  set("ct.originaluser", originalUserOf(record));
  set("ct.managementevent", String(jsonAt(record, ["managementEvent"]) === true));
  set("ct.readonly", readOnlyOf(record));
  setStorage(record, fields, set);
  set("ec2.name", instanceName(record));
  setImages(record, set);
  set("ct.info", infoOf(record, fields));
  return fields;
}

type Set = (name: string, value: EventValue | undefined) => void;

function userOf(record: JsonValue): string | undefined {
  const identity = jsonAt(record, ["userIdentity"]);
  const type = jsonText(jsonAt(identity, ["type"]));
  switch (type) {
    case "Root":
    case "IAMUser":
      return jsonText(jsonAt(identity, ["userName"]));
    case "AWSService":
      return jsonText(jsonAt(identity, ["invokedBy"]));
    case "AssumedRole":
      return jsonText(jsonAt(identity, ["sessionContext", "sessionIssuer", "userName"])) ?? type;
    case "AWSAccount":
    case "FederatedUser":
      return type;
    default:
      return undefined;
  }
}

/** The name as it is recorded; of a role, that of its session. */
function originalUserOf(record: JsonValue): string | undefined {
  const text = (key: string): string | undefined => jsonText(jsonAt(record, ["userIdentity", key]));
  if (text("type") !== "AssumedRole") return text("userName");
  const [, , session, ...deeper] = text("arn")?.split("/") ?? [];
  if (session !== undefined && deeper.length === 0) return session;
  const [, name, ...others] = text("principalId")?.split(":") ?? [];
  return others.length === 0 ? name : undefined;
}

function readOnlyOf(record: JsonValue): string | undefined {
  const stated = jsonAt(record, ["readOnly"]);
  if (stated !== undefined) return String(stated === true);
  const name = jsonText(jsonAt(record, ["eventName"]));
  return name === undefined ? undefined : String(!CHANGES.test(name));
}

function setStorage(record: JsonValue, fields: ReadonlyMap<string, EventValue>, set: Set): void {
  const bucket = fields.get("s3.bucket");
  const key = fields.get("s3.key");
  if (bucket !== undefined && key !== undefined) set("s3.uri", `s3://${String(bucket)}/${String(key)}`);
  const read = bytesOf(jsonAt(record, ["additionalEventData", "bytesTransferredIn"]));
  const written = bytesOf(jsonAt(record, ["additionalEventData", "bytesTransferredOut"]));
  set("s3.bytes.in", read);
  set("s3.bytes.out", written);
  if (read !== undefined || written !== undefined) set("s3.bytes", (read ?? 0) + (written ?? 0));
  const name = fields.get("ct.name");
  set("s3.cnt.get", name === "GetObject" ? 1 : undefined);
  set("s3.cnt.put", name === "PutObject" ? 1 : undefined);
  // The plugin counts these two as others too, whatever its documentation says.
  set("s3.cnt.other", name === "GetObject" || name === "PutObject" ? 1 : undefined);
}

function bytesOf(value: JsonValue): number | undefined {
  if (value === undefined) return undefined;
  return typeof value === "number" && value >= 0 ? Math.trunc(value) : 0;
}

function itemsAt(record: JsonValue, path: readonly string[]): readonly JsonValue[] {
  const items = jsonAt(record, path);
  return Array.isArray(items) ? items : [];
}

function instanceName(record: JsonValue): string | undefined {
  const instances = itemsAt(record, ["requestParameters", "tagSpecificationSet", "items"]).filter(
    (item) => jsonAt(item, ["resourceType"]) === "instance",
  );
  const names = instances.flatMap((item) =>
    itemsAt(item, ["tags"]).filter((tag) => jsonAt(tag, ["key"]) === "Name"),
  );
  const name = jsonText(jsonAt(names.at(-1), ["value"]));
  return name === "" ? undefined : name;
}

function setImages(record: JsonValue, set: Set): void {
  const [first] = itemsAt(record, ["responseElements", "tagSpecificationSet", "items"]);
  set("ec2.imageid", jsonText(jsonAt(first, ["imageId"])));
  const images = itemsAt(record, ["responseElements", "instancesSet", "items"]).flatMap(
    (item) => jsonText(jsonAt(item, ["imageId"])) ?? [],
  );
  if (images.length === 0) return;
  set("ec2.imageids", images);
  for (const [index, image] of images.entries()) set(`ec2.imageids[${index}]`, [image]);
}

/** Who, where from, and what, as the plugin words it. */
function infoOf(record: JsonValue, fields: ReadonlyMap<string, EventValue>): string {
  const text = (name: string): string | undefined => {
    const value = fields.get(name);
    return value === undefined ? undefined : String(value);
  };
  const user = text("ct.user");
  const address = text("ct.srcip");
  const name = text("ct.name");
  if (user === undefined) return "<invalid cloudtrail event: userIdentity field missing>";
  if (address === undefined) return "<invalid cloudtrail event: eventSource field missing>";
  if (name === undefined) return "<invalid cloudtrail event: eventName field missing>";
  const failed = fields.has("ct.error") ? "!" : "";
  const arrow = fields.get("ct.readonly") === "false" ? "→" : "←";
  const call = `${user === address ? user : `${user} via ${address}`} ${failed}${arrow} ${name}`;
  if (name === "PutBucketPublicAccessBlock") return call + accessBlockOf(record);
  const size = text("s3.bytes");
  const details = [
    ["URI", "s3.uri"],
    ["Bucket", "s3.bucket"],
    ["Key", "s3.key"],
    ["Host", "ct.request.host"],
  ].flatMap(([label, field = ""]) => {
    const value = text(field);
    return value === undefined ? [] : [` ${label}=${value}`];
  });
  return `${call}${size === undefined ? "" : ` Size=${size}`}${details[0] ?? ""}`;
}

/** The plugin looks for these settings in the record itself, not in the request that has them. */
function accessBlockOf(record: JsonValue): string {
  if (!isJsonObject(jsonAt(record, ["requestParameters", "PublicAccessBlockConfiguration"]))) return "";
  const settings = ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"];
  return ` ${settings.map((key) => `${key}=${jsonAt(record, [key]) === true} `).join("")}`;
}
