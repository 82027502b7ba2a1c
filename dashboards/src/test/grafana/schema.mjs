// Writes src/test/resources/grafana-dashboard.json: the JSON Schema of the dashboards that Grafana saves, derived from
// the types that Grafana publishes, as dashboard.ts puts them together. From this folder, with Node 20 or newer:
//
//   npm install --ignore-scripts --no-package-lock && node schema.mjs
//
// Another Grafana: its number in package.json and in docker/compose.yaml, then the lines above.
//
// Grafana's types (@grafana/schema, @grafana/data, Copyright Grafana Labs) are under the Apache License 2.0, and so is
// what is derived from them here. Every property that they do not list is refused; a type that says nothing (`any`,
// `unknown`) is refused here, until dashboard.ts says what stands there.
import { readFileSync, writeFileSync } from "node:fs";
import { defaultDashboard } from "@grafana/schema/dist/esm/raw/dashboard/x/dashboard_types.gen.mjs";
import ts from "typescript";

const TARGET = new URL("../resources/grafana-dashboard.json", import.meta.url);
const UNITS = new URL("units.ts", import.meta.url).pathname;
const VERSION = version("@grafana/schema");

function version(name) {
  return JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url))).version;
}

/** Names of units stand in Grafana's code alone, not in its types. */
function unitsAsType() {
  const file = new URL("node_modules/@grafana/data/dist/esm/valueFormats/categories.mjs", import.meta.url);
  const units = new Set();
  const visit = (node) => {
    if (ts.isPropertyAssignment(node) && node.name.text === "id") units.add(JSON.stringify(node.initializer.text));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("categories.mjs", readFileSync(file, "utf8"), ts.ScriptTarget.ES2022));
  return `export type Unit = ${[...units].join(" | ")};`;
}

function program() {
  const options = {
    module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Node10,
    target: ts.ScriptTarget.ES2022, strict: true, noEmit: true, skipLibCheck: true, types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  const units = unitsAsType();
  host.getSourceFile = (file, target) =>
    file === UNITS ? ts.createSourceFile(file, units, target) : getSourceFile(file, target);
  host.fileExists = (file) => file === UNITS || fileExists(file);
  const main = new URL("dashboard.ts", import.meta.url).pathname;
  const made = ts.createProgram([main], options, host);
  const problems = ts.getPreEmitDiagnostics(made);
  if (problems.length) throw new Error(ts.formatDiagnostics(problems, { ...host, getNewLine: () => "\n" }));
  return { checker: made.getTypeChecker(), main: made.getSourceFile(main) };
}

const { checker, main } = program();
const definitions = {};
const names = new Map();

function schemaOf(type, path) {
  if (type.flags & ts.TypeFlags.Union) return reference(type, path, schemaOfUnion);
  if (type.flags & (ts.TypeFlags.StringLiteral | ts.TypeFlags.NumberLiteral)) return { const: type.value };
  if (type.flags & ts.TypeFlags.BooleanLiteral) return { const: checker.typeToString(type) === "true" };
  if (type.flags & ts.TypeFlags.String) return { type: "string" };
  if (type.flags & ts.TypeFlags.Number) return { type: "number" };
  if (type.flags & ts.TypeFlags.Null) return { type: "null" };
  if (checker.isArrayType(type)) {
    return { type: "array", items: schemaOf(checker.getTypeArguments(type)[0], `${path}[]`) };
  }
  const data = type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection) && !type.getCallSignatures().length;
  if (data) {
    return reference(type, path, schemaOfObject);
  }
  throw new Error(`${path}: ${checker.typeToString(type)} says nothing that a schema could hold`);
}

/** What has a name stands once, among the definitions. */
function reference(type, path, schemaOfNamed) {
  const name = type.aliasSymbol?.name ?? type.symbol?.name ?? "__type";
  if (name === "__type" || name === "Record") return schemaOfNamed(type, path);
  if (!names.has(type)) {
    const namesakes = [...names.values()].filter((other) => other.replace(/\d+$/, "") === name).length;
    names.set(type, namesakes ? name + (namesakes + 1) : name);
    definitions[names.get(type)] = schemaOfNamed(type, name);
  }
  return { $ref: `#/$defs/${names.get(type)}` };
}

function schemaOfObject(type, path) {
  const properties = {};
  const required = [];
  for (const property of checker.getPropertiesOfType(type)) {
    const optional = (property.flags & ts.SymbolFlags.Optional) !== 0;
    const declared = checker.getTypeOfSymbol(property);
    const own = optional ? checker.getNonNullableType(declared) : declared;
    const nullable = optional && (declared.types ?? []).some((part) => part.flags & ts.TypeFlags.Null);
    const inner = schemaOf(own, `${path}.${property.name}`);
    properties[property.name] = nullable ? { anyOf: [inner, { type: "null" }] } : inner;
    if (!optional) required.push(property.name);
  }
  const values = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  return {
    type: "object",
    ...(Object.keys(properties).length ? { properties } : {}),
    ...(required.length ? { required } : {}),
    additionalProperties: values ? schemaOf(values, `${path}.*`) : false,
  };
}

function schemaOfUnion(type, path) {
  if (type.types.every((part) => part.flags & ts.TypeFlags.BooleanLiteral)) return { type: "boolean" };
  if (type.types.every((part) => part.isLiteral())) return { enum: type.types.map((part) => part.value) };
  const tag = tagOf(type);
  if (tag) return schemaByTag(type, tag, path);
  const booleans = type.types.filter((part) => part.flags & ts.TypeFlags.BooleanLiteral);
  const rest = type.types.filter((part) => !booleans.includes(part)).map((part) => schemaOf(part, path));
  return { anyOf: booleans.length ? [...rest, { type: "boolean" }] : rest };
}

/** The property that tells the parts of a union apart, as `type` does panels. */
function tagOf(type) {
  const tags = type.types.map((part) => !(part.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) ? [] :
    checker.getPropertiesOfType(part).filter((p) => checker.getTypeOfSymbol(p).isLiteral()).map((p) => p.name));
  return tags[0].find((name) => tags.every((others) => others.includes(name)));
}

/** By its tag, so that what is wrong is told of the one part that is meant, and not of all. */
function schemaByTag(type, tag, path) {
  const parts = type.types.map((part) => [checker.getTypeOfSymbol(checker.getPropertyOfType(part, tag)).value, part]);
  return {
    type: "object",
    required: [tag],
    properties: { [tag]: { enum: parts.map(([value]) => value) } },
    allOf: parts.map(([value, part]) => ({
      if: { properties: { [tag]: { const: value } } },
      then: schemaOf(part, `${path}<${value}>`),
    })),
  };
}

/** JSON, on one line what is short or a list of words. */
function print(value, indent = "") {
  const line = JSON.stringify(value);
  const words = Array.isArray(value) && value.every((part) => typeof part !== "object");
  if (typeof value !== "object" || words || line.length <= 160) return line;
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const parts = Array.isArray(value)
    ? value.map((part) => print(part, inner))
    : Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}: ${print(part, inner)}`);
  return `${open}\n${parts.map((part) => inner + part).join(",\n")}\n${indent}${close}`;
}

const dashboard = checker.getExportsOfModule(checker.getSymbolAtLocation(main)).find((s) => s.name === "Dashboard");
const root = schemaOfObject(checker.getDeclaredTypeOfSymbol(dashboard), "Dashboard");
// Grafana says which number is its own in a default. A dashboard with a lower one would be changed when it is loaded.
root.properties.schemaVersion = { const: defaultDashboard.schemaVersion };
const schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: `Grafana ${VERSION}: Dashboard`,
  $comment:
    "Made by src/test/grafana/schema.mjs from the types of @grafana/schema, @grafana/data and, for Prometheus' queries,"
    + ` @grafana/schema ${version("grafana-schema-10")}; Copyright Grafana Labs, Apache License 2.0.`,
  ...root,
  $defs: definitions,
};
writeFileSync(TARGET, print(schema) + "\n");
console.log(`${Object.keys(definitions).length} definitions of Grafana ${VERSION}`);
