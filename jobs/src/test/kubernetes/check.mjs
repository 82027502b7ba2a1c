// check.mjs FILE...: every object of the files against the schema of its kind; ends with 1 and every problem.
// The schemas let pass what they do not know, which the API server would drop without a word; so the same objects
// are also compiled as literals of their types, in which an unknown key is an error.
import { readFileSync } from "node:fs";
import ts from "typescript";
import { parseAllDocuments } from "yaml";

const packages = {
  "v1": "kubernetes-models/v1",
  "flink.apache.org/v1beta1": "@kubernetes-models/flink/flink.apache.org/v1beta1",
  "monitoring.coreos.com/v1": "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1",
};

function module({ apiVersion, kind }) {
  const found = packages[apiVersion];
  if (!found) throw new Error(`no schema for ${apiVersion} ${kind}`);
  return `${found}/${kind}`;
}

async function schemaProblems(object) {
  const Model = (await import(module(object)))[object.kind];
  try {
    new Model(object).validate();
    return [];
  } catch (e) {
    return (e.errors ?? [e]).map((error) => `${error.instancePath ?? ""} ${error.message}`);
  }
}

function typeProblems(object) {
  const name = new URL("object.mts", import.meta.url).pathname;
  const text = `import type { I${object.kind} } from "${module(object)}";
export const object: I${object.kind} = ${JSON.stringify(object, null, 2)};
`;
  const options = {
    module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022, strict: true, noEmit: true, skipLibCheck: true, types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, readFile, fileExists } = host;
  host.getSourceFile = (file, version) =>
    file === name ? ts.createSourceFile(file, text, version) : getSourceFile(file, version);
  host.readFile = (file) => (file === name ? text : readFile(file));
  host.fileExists = (file) => file === name || fileExists(file);
  return ts.getPreEmitDiagnostics(ts.createProgram([name], options, host))
    .map((diagnostic) => ts.flattenDiagnosticMessageText(diagnostic.messageText, " "));
}

let failed = false;
for (const file of process.argv.slice(2)) {
  for (const document of parseAllDocuments(readFileSync(file, "utf8"))) {
    const object = document.toJS();
    for (const problem of [...(await schemaProblems(object)), ...typeProblems(object)]) {
      failed = true;
      console.error(`${file}: ${object.kind} ${object.metadata?.name}: ${problem}`);
    }
    console.log(`${object.apiVersion} ${object.kind} ${object.metadata?.name} checked`);
  }
}
process.exit(failed ? 1 : 0);
